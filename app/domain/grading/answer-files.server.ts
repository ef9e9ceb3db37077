import { sql } from "drizzle-orm";
import { canGrade } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { Executor } from "#app/server/db.ts";

/**
 * Whether the viewer may read a file that somebody sent as an answer, by its id: it is part of a
 * response handed in that waits for a mark, or had one, in a course where they mark.
 */
export async function mayReadAnswerFile(
  db: Executor,
  viewer: Viewer,
  fileId: string,
): Promise<boolean> {
  const rows = await db.execute<{ course_slug: string }>(sql`
    select distinct to_mark.course_slug from responses
    join responses_to_mark as to_mark on to_mark.response_id = responses.id
    join attempts on attempts.id = to_mark.attempt_id
    where responses.response ? ${fileId} and attempts.user_id <> ${viewer.id}`);
  return rows.some(({ course_slug }) => canGrade(viewer, course_slug));
}
