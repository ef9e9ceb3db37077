import type { AssessmentItem, ItemResponse } from "#app/domain/assessment/item.ts";
import { isHumanScored, scoreItem } from "#app/domain/assessment/scoring.ts";

/** How many gave a part of a response. */
export interface AnswerCount {
  /** As `ItemResponse` has it; of what is typed whole, all of it. */
  part: string;
  count: number;
  /** The key takes it. */
  right: boolean;
}

/** Of what nobody could choose from, the most frequent. */
const MOST_GIVEN = 20;

/**
 * How often each part of a response was given: what the item offers in its order, taken or not,
 * and pairs and texts by count. Nothing of what a person marks: it is in the queue.
 */
export function answerCounts(
  item: AssessmentItem,
  given: readonly { response: ItemResponse; count: number }[],
): AnswerCount[] {
  if (isHumanScored(item)) return [];
  const offered = offeredBy(item);
  const parts = new Map<string, AnswerCount>();
  const add = (part: string, response: ItemResponse, count: number) => {
    const before = parts.get(part)?.count ?? 0;
    parts.set(part, { part, count: before + count, right: isWorth(item, response) });
  };
  for (const part of offered) add(part, [part], 0);
  for (const { response, count } of given) {
    if (isTypedWhole(item) && response.length > 0) add(response.join(" "), response, count);
    else for (const part of response) add(part, [part], count);
  }
  const rows = [...parts.values()];
  const free = rows.slice(offered.length).sort((one, other) => other.count - one.count);
  return [...rows.slice(0, offered.length), ...free.slice(0, MOST_GIVEN)];
}

/** The parts that a page offers to take or leave. */
function offeredBy({ interaction, choices, gaps = [] }: AssessmentItem): string[] {
  if (interaction === "match" || interaction === "order") return [];
  if (interaction === "inline-choice")
    return gaps.flatMap((gap) => gap.choices.map((id) => `${gap.id} ${id}`));
  return choices.map(({ id }) => id);
}

/** A text, or a number with its unit, is one part. */
const isTypedWhole = ({ interaction }: AssessmentItem): boolean =>
  interaction === "text-entry" || interaction === "numeric";

/** Whether it is worth something by itself, also where all or nothing counts. */
function isWorth(item: AssessmentItem, response: ItemResponse): boolean {
  const alone = { ...item, response: { ...item.response, whole: false } };
  return scoreItem(alone, response) > 0;
}
