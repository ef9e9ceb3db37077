import { examResultOf } from "#app/domain/assessment/exam-result.server.ts";
import type { Database } from "#app/server/db.ts";
import { askAtOnce } from "#app/server/question.ts";
import type { OwnResult } from "./appeals.server.ts";
import { resultNotesOf } from "./result-notes.server.ts";
import type { ResultPage } from "./result-page.ts";

/** The result of attempt `number` of a person at a course's exam; null if it is not there or not over. One query. */
export async function resultPage(
  db: Database,
  viewer: { id: string },
  { courseSlug, number }: OwnResult,
  now: Date,
): Promise<ResultPage | null> {
  const { result, notes } = await askAtOnce(db, {
    result: examResultOf(viewer, courseSlug, number, now),
    notes: resultNotesOf(viewer, courseSlug, number),
  });
  return result && { courseSlug, result, notes, now: now.toISOString() };
}
