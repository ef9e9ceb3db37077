import { sql } from "drizzle-orm";
import {
  type AnswerFile,
  answerFile,
  anyAnswerFile,
} from "#app/domain/assessment/answer-files.server.ts";
import { canGrade } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { Uuid } from "#app/kernel/ids.ts";
import type { Executor } from "#app/server/db.ts";

/**
 * A file that somebody sent as an answer, for who sent it or who marks it: it is then part of a
 * response handed in that waits for a mark, or had one, in a course where they mark, and its name
 * tells nothing of who sent it. Null for anybody else.
 */
export async function readableAnswerFile(
  db: Executor,
  viewer: Viewer,
  id: string,
): Promise<AnswerFile | null> {
  const own = await answerFile(db, viewer, id);
  if (own || !(await mayMarkFile(db, viewer, id))) return own;
  const file = await anyAnswerFile(db, id);
  return file && { ...file, name: neutralName(id, file.name) };
}

async function mayMarkFile(db: Executor, viewer: Viewer, fileId: string): Promise<boolean> {
  if (!Uuid.safeParse(fileId).success) return false;
  const rows = await db.execute<{ course_slug: string }>(sql`
    select distinct to_mark.course_slug from response_files as file
    join attempts on attempts.id = file.attempt_id
    join responses_to_mark as to_mark on to_mark.attempt_id = attempts.id
    join responses on responses.id = to_mark.response_id
    where file.id = ${fileId} and responses.response ? ${fileId}::text
      and attempts.user_id <> ${viewer.id}`);
  return rows.some(({ course_slug }) => canGrade(viewer, course_slug));
}

/** "respuesta-1f3a.pdf" for "Informe de Ana López.pdf". */
function neutralName(id: string, name: string): string {
  const ending = /\.[a-z0-9]{1,5}$/i.exec(name)?.[0] ?? "";
  return `respuesta-${id.slice(0, 4)}${ending.toLowerCase()}`;
}
