import { type SQL, sql } from "drizzle-orm";
import { newId } from "#app/kernel/ids.ts";
import type { Transaction } from "#app/server/db.ts";
import { record, type Verb } from "#app/server/statements.ts";
import { attemptEvents } from "#db/schema/exams.ts";
import type { HeldAttempt } from "./attempt-lock.server.ts";

const VERB_OF = {
  pause: "paused",
  resume: "resumed",
  minutes: "extended",
  reopen: "reopened",
  "late-counted": "accepted",
} as const satisfies Record<typeof attemptEvents.$inferInsert.kind, Verb>;

type Happened = Omit<typeof attemptEvents.$inferInsert, "id" | "attemptId">;

/** Writes down what was done to an attempt, with its statement. */
export async function recordEvent(
  tx: Transaction,
  attempt: HeldAttempt,
  happened: Happened,
): Promise<void> {
  await tx.insert(attemptEvents).values({ id: newId(), attemptId: attempt.id, ...happened });
  const { kind, seconds, answers } = happened;
  await record(tx, {
    actorId: happened.by,
    verb: VERB_OF[kind],
    objectType: "exam",
    objectId: `${attempt.courseSlug}/${attempt.testId}`,
    result: {
      course: attempt.courseSlug,
      attempt: attempt.id,
      number: attempt.number,
      ...(seconds != null && { seconds }),
      ...(answers != null && { answers }),
    },
  });
}

/** What was done to an attempt, as JSON (`AttemptEvent[]`, or null for nothing). */
export const eventsOf = (attemptId: SQL): SQL => sql`
  (select json_agg(json_build_object('kind', e.kind, 'at', e.at, 'by', by_whom.full_name,
      'seconds', e.seconds, 'answers', e.answers, 'reason', e.reason, 'before', e.before)
      order by e.at, e.id)
    from attempt_events e join users as by_whom on by_whom.id = e.by
    where e.attempt_id = ${attemptId})`;
