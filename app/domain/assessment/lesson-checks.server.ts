import { type SQL, sql } from "drizzle-orm";
import { type CheckAnswer, type CheckState, checkState } from "./check-state.ts";
import type { AssessmentItem } from "./item.ts";
import { type CheckItemView, toCheckView } from "./item-view.ts";

/** The last answer to each check question of a lesson, by item. */
export type CheckAnswers = Record<string, CheckAnswer>;

/**
 * A column for the query of a lesson's page: `CheckAnswers` as JSON, of the
 * enrollment and lesson that the two expressions name.
 */
export function checkAnswersColumn(enrollmentId: SQL, lessonId: SQL): SQL {
  return sql`(
    select coalesce(json_object_agg(item_id, json_build_object(
      'response', response, 'answeredAt', answered_at)), '{}')
    from (
      select distinct on (item_id) item_id, response, answered_at
      from check_responses
      where check_responses.enrollment_id = ${enrollmentId}
        and check_responses.lesson_id = ${lessonId}
      order by item_id, answered_at desc, id desc
    ) as last_answers)`;
}

/**
 * A column for the same query: hash of the version of each check question that
 * the edition uses, by item, for the ids that the JSON array `checks` holds.
 */
export function checkHashesColumn(editionId: SQL, checks: SQL): SQL {
  return sql`(
    select coalesce(json_object_agg(item_id, item_hash), '{}') from edition_items
    where edition_items.edition_id = ${editionId} and ${checks} ? edition_items.item_id)`;
}

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
