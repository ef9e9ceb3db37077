import { sql } from "drizzle-orm";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { recordEvent } from "./attempt-events.server.ts";
import { type HeldAttempt, holdAttempt } from "./attempt-lock.server.ts";
import { closeAfter } from "./closing.server.ts";
import { closeIn } from "./finish-attempt.server.ts";
import { type Clock, type PauseRefusal, paused, pauseUsed, resumed } from "./pause.ts";
import { isOver } from "./rules.ts";

/** `unknown`: the person has no such attempt. `finished`: it was handed in, or its time is over. */
export type PauseAttemptRefusal = "unknown" | "finished" | Exclude<PauseRefusal, "paused">;

/** Stops the clock of one's own attempt, as far as its pause reaches. Twice is once. */
export function pauseAttempt(
  db: Database,
  actor: { id: string },
  attemptId: string,
  now: Date,
): Promise<Result<null, PauseAttemptRefusal>> {
  return db.transaction(async (tx) => {
    const attempt = await holdOpen(tx, actor, attemptId, now);
    if (typeof attempt === "string") return refused(attempt);
    const clock = paused(attempt, now);
    if (clock === "paused") return done(null);
    if (typeof clock === "string") return refused(clock);
    await setClock(tx, attempt, clock);
    const seconds = Math.floor(attempt.pauseLeft / 1000);
    await recordEvent(tx, attempt, { kind: "pause", seconds, by: actor.id, at: now });
    return done(null);
  });
}

/** Lets the clock of one's own attempt run on; one that runs stays as it is. */
export function resumeAttempt(
  db: Database,
  actor: { id: string },
  attemptId: string,
  now: Date,
): Promise<Result<null, "unknown" | "finished">> {
  return db.transaction(async (tx) => {
    const attempt = await holdOpen(tx, actor, attemptId, now);
    if (typeof attempt === "string") return refused(attempt);
    if (attempt.pausedAt === null) return done(null);
    await setClock(tx, attempt, resumed(attempt, now));
    const seconds = Math.ceil(pauseUsed(attempt, now) / 1000);
    await recordEvent(tx, attempt, { kind: "resume", seconds, by: actor.id, at: now });
    return done(null);
  });
}

/** The actor's own attempt, held; one whose time is over is closed, and finished like any other. */
async function holdOpen(
  tx: Transaction,
  actor: { id: string },
  attemptId: string,
  now: Date,
): Promise<HeldAttempt | "unknown" | "finished"> {
  const attempt = await holdAttempt(tx, attemptId);
  if (!attempt || attempt.userId !== actor.id) return "unknown";
  if (attempt.finishedAt !== null) return "finished";
  if (!isOver(attempt.closesAt, now)) return attempt;
  await closeIn(tx, attempt.id, now);
  return "finished";
}

/** Sets the clock of an attempt that is held, and when it closes by itself. */
export async function setClock(
  tx: Transaction,
  { id }: HeldAttempt,
  { closesAt, pausedAt, pauseLeft }: Clock,
): Promise<void> {
  await tx.execute(sql`
    update attempts set closes_at = ${closesAt?.toISOString() ?? null}::timestamptz,
      paused_at = ${pausedAt?.toISOString() ?? null}::timestamptz, pause_left = ${pauseLeft}
    where id = ${id}`);
  await closeAfter(tx, id, closesAt);
}
