import { type CheckAnswer, type CheckState, checkState } from "./check-state.ts";
import type { AssessmentItem } from "./item.ts";
import { type CheckItemView, toCheckView } from "./item-view.ts";
import { partsTaken } from "./scoring.ts";

/** The last answer to each check question of a lesson, by item. */
export type CheckAnswers = Record<string, CheckAnswer>;

/** A check question as its lesson shows it to one person. */
export interface CheckView {
  item: CheckItemView;
  /** Null before the first answer. */
  state: CheckState | null;
}

const views = new WeakMap<AssessmentItem, CheckItemView>();

/** A version of a question never changes, nor what is shown of it. */
function checkView(item: AssessmentItem): CheckItemView {
  const known = views.get(item);
  if (known) return known;
  const view = toCheckView(item);
  views.set(item, view);
  return view;
}

/** What the page may show of each check question, key left out; `items` by item id. */
export function checkViews(
  items: ReadonlyMap<string, AssessmentItem>,
  answers: CheckAnswers,
): Record<string, CheckView> {
  const views: Record<string, CheckView> = {};
  for (const [id, item] of items) {
    const answer = answers[id];
    const response = partsTaken(item, answer?.response ?? []);
    views[id] = {
      item: checkView(item),
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
