import { sql } from "drizzle-orm";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import { isOver } from "./rules.ts";
import { type HeldAttempt, holdAttempts, scoreHeld } from "./score-attempts.server.ts";

export interface FinishedAttempt {
  id: string;
  courseSlug: string;
  number: number;
  /** 0 to 1; null, as `passed`, while a person has to mark something of it. */
  score: number | null;
  passed: boolean | null;
}

/**
 * Hands an attempt in. Handing in twice, or when the deadline came first,
 * answers the same result; another person's attempt is unknown.
 */
export function finishAttempt(
  db: Database,
  actor: { id: string },
  attemptId: string,
  now: Date,
): Promise<Result<FinishedAttempt, "unknown">> {
  return db.transaction(async (tx) => {
    const [attempt] = await holdAttempts(tx, [attemptId]);
    if (!attempt || attempt.user_id !== actor.id) return refused("unknown");
    return done(await finish(tx, attempt, now));
  });
}

/** Closes an attempt whose time is over; before that, or afterwards, it does nothing. */
export function closeAttempt(db: Database, attemptId: string, now: Date): Promise<void> {
  return db.transaction((tx) => closeIn(tx, attemptId, now));
}

/** As `closeAttempt`, in the caller's transaction. */
export async function closeIn(tx: Transaction, attemptId: string, now: Date): Promise<void> {
  const [attempt] = await holdAttempts(tx, [attemptId]);
  if (!attempt || !isOver(dateOf(attempt.closes_at), now)) return;
  await finish(tx, attempt, now);
}

async function finish(tx: Transaction, attempt: HeldAttempt, now: Date): Promise<FinishedAttempt> {
  const { id, number, manifest, test_id } = attempt;
  const { slug: courseSlug } = manifest;
  if (attempt.finished_at !== null) {
    return { id, courseSlug, number, score: attempt.score, passed: attempt.passed };
  }
  const closesAt = dateOf(attempt.closes_at);
  const over = isOver(closesAt, now);
  const finished_at = (over && closesAt ? closesAt : now).toISOString();
  const finished_by = over ? "deadline" : "person";
  const [scored] = await scoreHeld(tx, [{ ...attempt, finished_at, finished_by }], now);
  const { score, passed } = scored?.outcome ?? { score: null, passed: null };
  if (score === null) {
    await tx.execute(sql`
      update attempts set finished_at = ${finished_at}::timestamptz, finished_by = ${finished_by}
      where id = ${id}`);
    await record(tx, {
      actorId: attempt.user_id,
      verb: "completed",
      objectType: "exam",
      objectId: `${courseSlug}/${test_id}`,
      result: { course: courseSlug, attempt: id, number },
    });
  }
  return { id, courseSlug, number, score, passed };
}

const dateOf = (moment: string | null): Date | null => (moment === null ? null : new Date(moment));
