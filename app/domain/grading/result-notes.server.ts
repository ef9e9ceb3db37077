import { type SQL, sql } from "drizzle-orm";
import { type Question, question } from "#app/server/question.ts";
import { appealsEnd } from "./appeal.ts";
import type { Correction, OwnAppeal, ResultNotes } from "./result-notes.ts";

interface Row {
  comments: { objective: string | null; comment: string }[];
  corrections: Correction[];
  appeals: OwnAppeal[];
  known_at: string;
}

/** Place in the form, from 1, of the item that `column` names. */
const placeOf = (column: SQL): SQL => sql`(
  select ordinality from jsonb_array_elements(attempts.form) with ordinality as place
  where place.value ->> 'item' = ${column} limit 1)`;

/**
 * What people wrote and decided about attempt `number` of a person at a course's exam, once it
 * is scored. Where somebody decided between two marks, only the decision's comment is told.
 */
export const resultNotesOf = (
  viewer: { id: string },
  courseSlug: string,
  number: number,
): Question<ResultNotes> =>
  question(
    sql`
    select coalesce(scored_at, finished_at) as known_at,
      (select coalesce(json_agg(json_build_object('objective', objective, 'comment', comment)
          order by since, marked_at), '[]')
        from (
          select distinct on (to_mark.id, grader_id) item_versions.body ->> 'objective' as objective,
            comment, since, marked_at
          from responses_to_mark as to_mark
          join marks on marks.to_mark_id = to_mark.id
          join item_versions on item_versions.hash = to_mark.item_hash
          where to_mark.attempt_id = attempts.id
            and (kind = 'deciding' or not exists (select from marks as decision
              where decision.to_mark_id = to_mark.id and decision.kind = 'deciding'))
          order by to_mark.id, grader_id, marked_at desc
        ) as latest where comment <> '') as comments,
      (select coalesce(json_agg(json_build_object('kind', ruling.kind,
          'place', ${placeOf(sql`ruling.item_id`)}, 'reason', ruling.reason,
          'before', score_before, 'after', score_after, 'kept', passed_before and not reaches_mark,
          'withdrawn', case when decision = 'withdraw' then pass_decisions.reason end,
          'at', changed_at) order by changed_at), '[]')
        from score_changes as change
        left join item_rulings as ruling on ruling.id = change.ruling_id
        left join pass_decisions on change_id = change.id
        where change.attempt_id = attempts.id) as corrections,
      (select coalesce(json_agg(json_build_object('place', ${placeOf(sql`item_appeals.item_id`)},
          'reason', item_appeals.reason, 'filedAt', filed_at, 'answer', answer,
          'accepted', ruling_id is not null) order by filed_at), '[]')
        from item_appeals left join appeal_answers on appeal_id = item_appeals.id
        where item_appeals.attempt_id = attempts.id) as appeals
    from attempts join editions on editions.id = attempts.edition_id
    where attempts.user_id = ${viewer.id} and editions.course_slug = ${courseSlug}
      and attempts.number = ${number} and attempts.score is not null`,
    ([row]: readonly Row[]) => (row ? notesOf(row) : NONE),
  );

const NONE: ResultNotes = { comments: {}, corrections: [], appeals: [], appealsUntil: null };

const notesOf = ({ comments, corrections, appeals, known_at }: Row): ResultNotes => ({
  comments: byObjective(comments),
  corrections,
  appeals,
  appealsUntil: appealsEnd(new Date(known_at)).toISOString(),
});

function byObjective(comments: Row["comments"]): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { objective, comment } of comments) {
    found[objective ?? ""] = [...(found[objective ?? ""] ?? []), comment];
  }
  return found;
}
