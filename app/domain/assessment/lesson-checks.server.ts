import { type CheckAnswer, type CheckState, checkState } from "./check-state.ts";
import type { AssessmentItem } from "./item.ts";
import { type CheckItemView, toCheckView } from "./item-view.ts";

/** The last answer to each check question of a lesson, by item. */
export type CheckAnswers = Record<string, CheckAnswer>;

/** A check question as its lesson shows it to one person. */
export interface CheckView {
  item: CheckItemView;
  /** Null before the first answer. */
  state: CheckState | null;
}

/** What the page may show of each check question, key left out; `items` by item id. */
export function checkViews(
  items: ReadonlyMap<string, AssessmentItem>,
  answers: CheckAnswers,
): Record<string, CheckView> {
  const views: Record<string, CheckView> = {};
  for (const [id, item] of items) {
    const answer = answers[id];
    const known = new Set(item.choices.map((choice) => choice.id));
    // A choice that a later version of the question dropped is not shown.
    const response = answer?.response.filter((choice) => known.has(choice)) ?? [];
    views[id] = {
      item: toCheckView(item),
      state:
        answer && response.length > 0
          ? checkState(item, {
              response,
              answeredAt: answer.answeredAt && new Date(answer.answeredAt).toISOString(),
            })
          : null,
    };
  }
  return views;
}
