import { sql } from "drizzle-orm";
import { checkAnswered, enroll } from "#app/domain/enrollment/commands.server.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { newId } from "#app/kernel/ids.ts";
import type { Database } from "#app/server/db.ts";
import { COURSE } from "./courses.ts";
import { insertViewer, type ViewerFacts } from "./people.ts";

/** Somebody, of Salcajá unless told otherwise, enrolled in the fixture course. */
export async function insertLearner(
  db: Database,
  now: Date,
  facts: ViewerFacts = {},
): Promise<{ viewer: Viewer; cookie: string; enrollmentId: string }> {
  const { viewer, cookie } = await insertViewer(db, facts);
  const outcome = await enroll(db, viewer, COURSE, now);
  if (!outcome.ok) throw new Error(outcome.reason);
  return { viewer, cookie, enrollmentId: outcome.value.enrollmentId };
}

/** Keeps an answer to a check question and settles its lesson, as one command does. */
export async function answerCheckOf(
  db: Database,
  learner: { viewer: Pick<Viewer, "id">; enrollmentId: string },
  lessonId: string,
  itemId: string,
  correct: boolean,
  now: Date,
): Promise<{ satisfied: boolean }> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`
      insert into check_responses
        (id, enrollment_id, lesson_id, item_id, item_hash, response, correct, answered_at)
      select ${newId()}, enrollments.id, ${lessonId}, ${itemId}, item_hash, '[]'::jsonb, ${correct},
        ${now.toISOString()}::timestamptz
      from enrollments join edition_items on edition_items.edition_id = enrollments.edition_id
        and item_id = ${itemId}
      where enrollments.id = ${learner.enrollmentId}`);
    return checkAnswered(tx, { userId: learner.viewer.id, courseSlug: COURSE, lessonId }, now);
  });
}
