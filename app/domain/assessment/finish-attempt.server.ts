import { sql } from "drizzle-orm";
import type { CourseManifest } from "#app/domain/courses/manifest.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import type { FormItem } from "./form.ts";
import type { ItemResponse } from "./item.ts";
import { itemsByHash } from "./item-versions.server.ts";
import { isOver } from "./rules.ts";
import { scoreAttempt } from "./scoring.ts";

export interface FinishedAttempt {
  id: string;
  courseSlug: string;
  number: number;
  /** 0 to 1. */
  score: number;
  passed: boolean;
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
    const attempt = await lockAttempt(tx, attemptId);
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
  const attempt = await lockAttempt(tx, attemptId);
  if (!attempt || !isOver(dateOf(attempt.closes_at), now)) return;
  await finish(tx, attempt, now);
}

interface LockedAttempt extends Record<string, unknown> {
  id: string;
  user_id: string;
  test_id: string;
  number: number;
  form: FormItem[];
  closes_at: string | null;
  finished_at: string | null;
  score: number | null;
  passed: boolean | null;
  manifest: CourseManifest;
}

/**
 * Locks the attempt against answers: each holds the row's key while it is being
 * saved, so what was acknowledged before the lock is seen, and what comes after
 * it finds the attempt finished.
 */
async function lockAttempt(tx: Transaction, id: string): Promise<LockedAttempt | null> {
  const [row] = await tx.execute<LockedAttempt>(sql`
    select attempts.id, user_id, test_id, attempts.number, form, closes_at, finished_at, score,
      passed, editions.manifest
    from attempts join editions on editions.id = attempts.edition_id
    where attempts.id = ${id} for update of attempts`);
  return row ?? null;
}

async function finish(
  tx: Transaction,
  attempt: LockedAttempt,
  now: Date,
): Promise<FinishedAttempt> {
  const { id, number, manifest } = attempt;
  const { slug: courseSlug, exam } = manifest;
  if (!exam) throw new Error(`Course ${courseSlug} lost its exam`);
  if (attempt.finished_at !== null) {
    return { id, courseSlug, number, score: attempt.score ?? 0, passed: attempt.passed === true };
  }
  const closesAt = dateOf(attempt.closes_at);
  const over = isOver(closesAt, now);
  const finishedAt = over && closesAt ? closesAt : now;
  const items = await itemsByHash(
    tx,
    attempt.form.map(({ hash }) => hash),
  );
  const { score, passed, objectives } = scoreAttempt(
    attempt.form.flatMap(({ hash }) => items.get(hash) ?? []),
    await countedResponses(tx, id),
    exam.passMark,
  );
  await tx.execute(sql`
    update attempts set finished_at = ${finishedAt.toISOString()}::timestamptz,
      finished_by = ${over ? "deadline" : "person"}, score = ${score}, passed = ${passed},
      outcomes = ${JSON.stringify(objectives)}::jsonb
    where id = ${id}`);
  await record(tx, {
    actorId: attempt.user_id,
    verb: passed ? "passed" : "failed",
    objectType: "exam",
    objectId: `${courseSlug}/${attempt.test_id}`,
    result: { course: courseSlug, attempt: id, number, score },
  });
  return { id, courseSlug, number, score, passed };
}

/** The last answer to each item that arrived in time. */
async function countedResponses(tx: Transaction, id: string): Promise<Map<string, ItemResponse>> {
  const rows = await tx.execute<{ item_id: string; response: ItemResponse }>(sql`
    select item_id, response
    from attempts cross join jsonb_array_elements(attempts.form) as place
    cross join lateral (
      select item_id, response from responses
      where attempt_id = attempts.id and item_id = place ->> 'item' and not late
      order by answered_at desc, id desc limit 1
    ) as latest
    where attempts.id = ${id}`);
  return new Map(rows.map(({ item_id, response }) => [item_id, response]));
}

const dateOf = (moment: string | null): Date | null => (moment === null ? null : new Date(moment));
