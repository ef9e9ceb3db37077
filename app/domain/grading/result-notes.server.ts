import { sql } from "drizzle-orm";
import { type Question, question } from "#app/server/question.ts";
import type { ResultNotes } from "./result-notes.ts";

interface Row {
  comments: { objective: string | null; comment: string }[];
}

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
    select (select coalesce(json_agg(json_build_object('objective', objective, 'comment', comment)
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
        ) as latest where comment <> '') as comments
    from attempts join editions on editions.id = attempts.edition_id
    where attempts.user_id = ${viewer.id} and editions.course_slug = ${courseSlug}
      and attempts.number = ${number} and attempts.score is not null`,
    ([row]: readonly Row[]) => ({ comments: byObjective(row?.comments ?? []) }),
  );

function byObjective(comments: Row["comments"]): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { objective, comment } of comments) {
    found[objective ?? ""] = [...(found[objective ?? ""] ?? []), comment];
  }
  return found;
}
