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
  /** Why, by choice: the choices taken, and every choice once the answer was right. */
  feedback: Record<string, string>;
  /** The choices of the key; only once the answer was right. */
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
  const feedback: Record<string, string> = {};
  for (const choice of item.choices) {
    if (choice.feedback && (right || response.includes(choice.id)))
      feedback[choice.id] = choice.feedback;
  }
  return {
    response,
    answeredAt,
    score,
    right,
    feedback,
    key: right ? item.response.correct : [],
    general: right ? item.feedback : null,
  };
}
