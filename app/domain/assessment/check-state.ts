import { interactions } from "./interactions/registry.ts";
import type { AssessmentItem, ItemResponse } from "./item.ts";
import { scoreItem } from "./scoring.ts";

/** An answer to a check question, as it is kept. */
export interface CheckAnswer {
  response: ItemResponse;
  /** ISO 8601 in UTC; null = judged and explained, but not kept. */
  answeredAt: string | null;
}

/** What the page may show once a check question was answered. */
export interface CheckState extends CheckAnswer {
  /** 0 to 1. */
  score: number;
  right: boolean;
  /** Why, by id of a choice, source or gap, or `entry`: as far as the answer has earned it. */
  feedback: Record<string, string>;
  /** The parts of the key; only once the answer was right. */
  key: string[];
  /** The idea behind the question; only once the answer was right, since it may tell the key. */
  general: string | null;
}

/** Judges an answer and lets through the explanations that it has earned. */
export function checkState(
  item: AssessmentItem,
  { response, answeredAt }: CheckAnswer,
): CheckState {
  const score = scoreItem(item, response);
  const right = score === 1;
  return {
    response,
    answeredAt,
    score,
    right,
    feedback: feedbackFor(item, response, right),
    key: right ? item.response.correct : [],
    general: right ? item.feedback : null,
  };
}

/** Of choices: of those taken, and of every one once the answer was right. */
function feedbackFor(item: AssessmentItem, response: ItemResponse, right: boolean) {
  const { feedback } = interactions[item.interaction];
  if (feedback) return feedback(item, response);
  const told = item.choices.filter(({ id }) => right || response.includes(id));
  return Object.fromEntries(told.flatMap(({ id, feedback: why }) => (why ? [[id, why]] : [])));
}
