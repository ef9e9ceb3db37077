import { sql } from "drizzle-orm";
import { canProctorAttempt } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { Uuid } from "#app/kernel/ids.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import type { ResultBefore } from "./attempt-event.ts";
import { recordEvent } from "./attempt-events.server.ts";
import { type HeldAttempt, holdAttempt } from "./attempt-lock.server.ts";
import { closeIn } from "./finish-attempt.server.ts";
import { resumed } from "./pause.ts";
import { setClock } from "./pause-attempt.server.ts";
import { isOver } from "./rules.ts";
import { lockStarts } from "./start-lock.server.ts";

/**
 * `unknown`: no such attempt, or not one that the actor watches over. `own`: it is the actor's.
 * `finished` and `open`: it ended already, or did not yet. `no-clock`: it has no time limit.
 * `not-last`: the person has begun another since. `no-late`: no late answer is waiting.
 */
export type ProctorRefusal =
  | "unknown"
  | "own"
  | "finished"
  | "open"
  | "no-clock"
  | "passed"
  | "not-last"
  | "no-late";

/** What is done, to which attempt, and why. */
export interface Intervention {
  attemptId: string;
  /** Whole minutes given. */
  minutes: number;
  /** In the actor's words: the person of the attempt reads it. */
  reason: string;
}

/** Moves the deadline of an open attempt. Answers that had just come late are in time by it. */
export function giveMinutes(
  db: Database,
  actor: Viewer,
  { attemptId, minutes, reason }: Intervention,
  now: Date,
): Promise<Result<null, ProctorRefusal>> {
  return db.transaction(async (tx) => {
    const attempt = await holdProctored(tx, actor, attemptId, now);
    if (typeof attempt === "string") return refused(attempt);
    if (attempt.finishedAt !== null) return refused("finished");
    if (attempt.closesAt === null) return refused("no-clock");
    const closesAt = new Date(attempt.closesAt.getTime() + minutes * MINUTE);
    await setClock(tx, attempt, { ...attempt, closesAt });
    await acceptLate(tx, attempt.id, closesAt);
    const seconds = minutes * 60;
    await recordEvent(tx, attempt, { kind: "minutes", seconds, reason, by: actor.id, at: now });
    return done(null);
  });
}

/**
 * Opens an attempt that ended, for so many minutes from now. It has no result until it ends
 * again, and what had come late counts. Not one that was passed, nor one after which the person
 * has begun another: there is never a second open beside it.
 */
export function reopenAttempt(
  db: Database,
  actor: Viewer,
  { attemptId, minutes, reason }: Intervention,
  now: Date,
): Promise<Result<null, ProctorRefusal>> {
  return db.transaction(async (tx) => {
    await lockStartsOf(tx, attemptId);
    const attempt = await holdProctored(tx, actor, attemptId, now);
    if (typeof attempt === "string") return refused(attempt);
    if (attempt.finishedAt === null) return refused("open");
    if (attempt.passed) return refused("passed");
    if (await hasAnother(tx, attempt)) return refused("not-last");
    const closesAt = new Date(now.getTime() + minutes * MINUTE);
    const { pauseLeft } = resumed(attempt, attempt.finishedAt);
    await withoutResult(tx, attempt.id);
    await setClock(tx, attempt, { closesAt, pausedAt: null, pauseLeft });
    const answers = await acceptLate(tx, attempt.id, closesAt);
    const given = { seconds: minutes * 60, answers: answers || null, reason };
    const before = resultOf(attempt);
    await recordEvent(tx, attempt, { kind: "reopen", ...given, before, by: actor.id, at: now });
    return done(null);
  });
}

/** Counts the late answers of an attempt that the deadline closed, and scores it again. */
export function countLateAnswers(
  db: Database,
  actor: Viewer,
  { attemptId, reason }: Omit<Intervention, "minutes">,
  now: Date,
): Promise<Result<null, ProctorRefusal>> {
  return db.transaction(async (tx) => {
    const attempt = await holdProctored(tx, actor, attemptId, now);
    if (typeof attempt === "string") return refused(attempt);
    if (attempt.finishedAt === null || attempt.closesAt === null) return refused("open");
    if (attempt.passed) return refused("passed");
    const answers = attempt.finishedBy === "deadline" ? await acceptLate(tx, attemptId, null) : 0;
    if (answers === 0) return refused("no-late");
    const before = resultOf(attempt);
    const what = { answers, reason, before, by: actor.id, at: now };
    await recordEvent(tx, attempt, { kind: "late-counted", ...what });
    await withoutResult(tx, attempt.id);
    // It was closed by its deadline, whatever the clock of this process says.
    await closeIn(
      tx,
      attempt.id,
      new Date(Math.max(now.getTime(), attempt.closesAt.getTime() + 1)),
    );
    return done(null);
  });
}

/** The attempt, held; one whose time is over is closed first, so that it has ended for everybody. */
async function holdProctored(
  tx: Transaction,
  actor: Viewer,
  attemptId: string,
  now: Date,
): Promise<HeldAttempt | "unknown" | "own"> {
  const attempt = await holdAttempt(tx, attemptId);
  if (!attempt) return "unknown";
  if (!canProctorAttempt(actor, attempt.courseSlug, attempt.organizationId)) return "unknown";
  if (attempt.userId === actor.id) return "own";
  if (attempt.finishedAt !== null || !isOver(attempt.closesAt, now)) return attempt;
  await closeIn(tx, attemptId, now);
  return (await holdAttempt(tx, attemptId)) ?? "unknown";
}

/** Before the attempt's row, as whoever starts another does. */
async function lockStartsOf(tx: Transaction, attemptId: string): Promise<void> {
  if (!Uuid.safeParse(attemptId).success) return;
  const [row] = await tx.execute<{ user_id: string; course_slug: string }>(sql`
    select user_id, course_slug from attempts join editions on editions.id = edition_id
    where attempts.id = ${attemptId}`);
  if (row) await lockStarts(tx, [row.user_id], row.course_slug);
}

/** Whether the person has begun a later attempt, or has another open. */
async function hasAnother(tx: Transaction, attempt: HeldAttempt): Promise<boolean> {
  const { userId, testId, number, id } = attempt;
  const others = await tx.execute(sql`
    select 1 from attempts where user_id = ${userId} and test_id = ${testId} and id <> ${id}
      and (number > ${number} or finished_at is null) limit 1`);
  return others.length > 0;
}

async function withoutResult(tx: Transaction, id: string): Promise<void> {
  await tx.execute(sql`
    update attempts set finished_at = null, finished_by = null, score = null, passed = null,
      outcomes = null
    where id = ${id}`);
}

/** Late answers that came until then (null = at all) count; how many they were. */
async function acceptLate(tx: Transaction, id: string, until: Date | null): Promise<number> {
  const accepted = await tx.execute(sql`
    update responses set late = false
    where attempt_id = ${id} and late
      and answered_at <= coalesce(${until?.toISOString() ?? null}::timestamptz, 'infinity')
    returning 1`);
  return accepted.length;
}

function resultOf({ score, passed, finishedAt, finishedBy }: HeldAttempt): ResultBefore {
  return { score, passed, finishedAt: finishedAt?.toISOString() ?? null, finishedBy };
}

const MINUTE = 60_000;
