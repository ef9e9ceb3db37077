import { interactions } from "./interactions/registry.ts";
import type { AssessmentItem, InteractionName } from "./item.ts";

/**
 * All that a page may know of a question before it is answered: neither key nor
 * feedback. Each field is copied by name, so that one added to the item stays out.
 */
export interface QuestionView {
  id: string;
  interaction: InteractionName;
  prompt: string;
  choices: { id: string; text: string }[];
  /** Most choices that a response may take. */
  maxChoices: number;
}

/** A question inside a lesson, as its page shows it before an answer. */
export type CheckItemView = QuestionView;

/** What the page of a lesson may show of a check question. */
export function toCheckView(item: AssessmentItem): CheckItemView {
  return toQuestionView(
    item,
    item.choices.map(({ id }) => id),
  );
}

/** What the page of an exam may show of an item, its choices in the order drawn. */
export function toQuestionView(item: AssessmentItem, order: readonly string[]): QuestionView {
  const texts = new Map(item.choices.map(({ id, text }) => [id, text]));
  return {
    id: item.id,
    interaction: item.interaction,
    prompt: item.prompt,
    choices: order.map((id) => ({ id, text: texts.get(id) ?? "" })),
    maxChoices: interactions[item.interaction].maxChoices(item),
  };
}
