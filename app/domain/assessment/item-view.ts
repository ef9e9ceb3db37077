import { interactions } from "./interactions/registry.ts";
import type { AssessmentItem, Entry, InteractionName, Rubric } from "./item.ts";

/**
 * All that a page may know of a question before it is answered: neither key nor
 * feedback. Each field is copied by name, so that one added to the item stays out.
 */
export interface QuestionView {
  id: string;
  interaction: InteractionName;
  prompt: string;
  choices: { id: string; text: string }[];
  /** What is matched with the choices; none in other kinds. */
  sources: { id: string; text: string }[];
  gaps: { id: string; choices: string[] }[];
  /** Most parts that a response may have. */
  max: number;
  /** Characters that a typed part may have; null = nothing is typed. */
  length: number | null;
  /** Names of the units of a number. */
  units: string[];
  /** Files that may be sent; null = none. */
  files: NonNullable<Entry["files"]> | null;
  rubric: Rubric | null;
}

/** A file that a person sent as an answer. */
export interface SentFile {
  id: string;
  /** As they named it. */
  name: string;
  mediaType: string;
  /** Bytes. */
  size: number;
}

/** A question inside a lesson, as its page shows it before an answer. */
export type CheckItemView = QuestionView;

/** What the page of a lesson may show of a check question. */
export function toCheckView(item: AssessmentItem): CheckItemView {
  return toQuestionView(
    item,
    checkOrder(item).map(({ id }) => id),
  );
}

/** What is to be put in order or matched is shown by its letters, and never as the key has it. */
function checkOrder({ interaction, choices }: AssessmentItem) {
  if (interaction !== "order" && interaction !== "match") return choices;
  const sorted = choices.toSorted((one, other) => (one.text < other.text ? -1 : 1));
  return sorted.every(({ id }, index) => id === choices[index]?.id) ? sorted.reverse() : sorted;
}

/** What the page of an exam may show of an item, its choices in the order drawn. */
export function toQuestionView(item: AssessmentItem, order: readonly string[]): QuestionView {
  const texts = new Map(item.choices.map(({ id, text }) => [id, text]));
  const shape = interactions[item.interaction].takes(item);
  return {
    id: item.id,
    interaction: item.interaction,
    prompt: item.prompt,
    choices: order.map((id) => ({ id, text: texts.get(id) ?? "" })),
    sources: (item.sources ?? []).map(({ id, text }) => ({ id, text })),
    gaps: (item.gaps ?? []).map(({ id, choices }) => ({ id, choices })),
    max: shape.of === "pairs" ? shape.firsts.length : shape.max,
    length: (shape.of !== "choices" && shape.length) || null,
    units: (item.entry?.units ?? []).map(({ name }) => name),
    files: item.entry?.files
      ? {
          most: item.entry.files.most,
          bytes: item.entry.files.bytes,
          mediaTypes: item.entry.files.mediaTypes,
        }
      : null,
    rubric: item.rubric ? shownRubric(item.rubric) : null,
  };
}

function shownRubric({ criteria }: Rubric): Rubric {
  return {
    criteria: criteria.map(({ id, text, levels }) => ({
      id,
      text,
      levels: levels.map((level) => ({ points: level.points, text: level.text })),
    })),
  };
}
