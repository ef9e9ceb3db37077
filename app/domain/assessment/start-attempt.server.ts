import { sql } from "drizzle-orm";
import { giveBack, spend } from "#app/domain/people/limits.server.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { newId } from "#app/kernel/ids.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import { attempts } from "#db/schema/assessment.ts";
import { closeAfter } from "./closing.server.ts";
import { examBank, seenItems } from "./exam-bank.server.ts";
import { type ExamState, examStateFor } from "./exam-state.server.ts";
import { recentExposure } from "./exposure.server.ts";
import { closeIn } from "./finish-attempt.server.ts";
import { drawForm, type FormItem } from "./form.ts";
import { closingTime, pauseFor, type StartRefusal } from "./rules.ts";
import { type Sitting, sittingFor, sittingsAt } from "./sittings.ts";
import { lockStarts } from "./start-lock.server.ts";

export interface StartedAttempt {
  id: string;
  number: number;
  /** It was already open: the same attempt goes on. */
  resumed: boolean;
}

/** Beside the rules' own: no such exam, not enrolled, no code of an open sitting, and a bank too small. */
export type StartAttemptRefusal =
  | StartRefusal
  | "unknown"
  | "not-enrolled"
  | "code"
  | "too-many-codes"
  | "bank";

/** How a person comes to the exam. */
export interface Coming {
  /** What they typed for the code of a sitting. */
  accessCode?: string;
  random?: () => number;
}

/**
 * Begins an attempt, or goes on with the open one: pressing twice, two tabs or a
 * hundred requests at once give one attempt, since a lock for the person and
 * test lets one through at a time and the rules are asked inside it.
 */
export async function startAttempt(
  db: Database,
  actor: Pick<Viewer, "id" | "country">,
  courseSlug: string,
  now: Date,
  { accessCode = "", random = fairRandom }: Coming = {},
): Promise<Result<StartedAttempt, StartAttemptRefusal>> {
  return db.transaction(async (tx) => {
    await lockStarts(tx, [actor.id], courseSlug);
    const state = await stateWithoutOverdue(tx, actor, courseSlug, now);
    if (!state) return refused("unknown");
    if (!state.enrollmentId) return refused("not-enrolled");
    if (state.start.may === "not") return refused(state.start.reason);
    const { may, number } = state.start;
    const testId = state.exam.id;
    if (may === "resume") {
      const id = await attemptId(tx, actor.id, testId, number);
      return done({ id, number, resumed: true });
    }
    const entered = await enter(tx, actor, state, accessCode, now);
    if (!entered.ok) return entered;
    const sitting = entered.value;
    const form = await draw(tx, actor, testId, state, random, now);
    if (!form) return refused("bank");
    const id = newId();
    const closesAt = closingTime(state.exam, sitting, state.allowance, now);
    await tx.insert(attempts).values({
      id,
      userId: actor.id,
      enrollmentId: state.enrollmentId,
      editionId: state.editionId,
      testId,
      number,
      form,
      startedAt: now,
      closesAt,
      sittingId: sitting?.id,
      pauseLeft: pauseFor(state.exam, state.allowance) * 60_000,
    });
    await record(tx, {
      actorId: actor.id,
      verb: "attempted",
      objectType: "exam",
      objectId: `${courseSlug}/${testId}`,
      result: { course: courseSlug, attempt: id, number },
    });
    await closeAfter(tx, id, closesAt);
    return done({ id, number, resumed: false });
  });
}

/** The sitting in which the attempt begins; null = there are none. Wrong codes are counted, right ones not. */
async function enter(
  tx: Transaction,
  actor: { id: string },
  { start, sittings }: ExamState,
  accessCode: string,
  now: Date,
): Promise<Result<Sitting | null, "code" | "too-many-codes">> {
  const { open } = sittingsAt(sittings, now);
  if (open.length === 0) return done(null);
  const sitting = sittingFor(open, accessCode);
  if (start.may !== "start" || !start.asksCode) return done(sitting);
  if (accessCode.trim() === "") return refused("code");
  const counts = [["exam code by account", actor.id]] as const;
  if (!(await spend(tx, counts, now))) return refused("too-many-codes");
  if (!sitting) return refused("code");
  await giveBack(tx, counts);
  return done(sitting);
}

/** An open attempt whose time ran out does not stand in the way of the next. */
async function stateWithoutOverdue(
  tx: Transaction,
  actor: { id: string },
  courseSlug: string,
  now: Date,
): Promise<ExamState | null> {
  const state = await examStateFor(tx, actor, courseSlug, now);
  if (!state || state.overdue.length === 0) return state;
  for (const attempt of state.overdue) await closeIn(tx, attempt, now);
  return examStateFor(tx, actor, courseSlug, now);
}

async function attemptId(tx: Transaction, userId: string, testId: string, number: number) {
  const [row] = await tx.execute<{ id: string }>(sql`
    select id from attempts
    where user_id = ${userId} and test_id = ${testId} and number = ${number}`);
  if (!row) throw new Error("The open attempt is gone");
  return row.id;
}

async function draw(
  tx: Transaction,
  actor: Pick<Viewer, "id" | "country">,
  testId: string,
  { editionId, exam }: ExamState,
  random: () => number,
  now: Date,
): Promise<FormItem[] | null> {
  const [bank, exposure, seen] = [
    await examBank(tx, editionId, exam.blueprint, random),
    await recentExposure(tx, editionId, now),
    await seenItems(tx, actor.id, testId),
  ];
  const { blueprint } = exam;
  const { country } = actor;
  const drawn = drawForm({ bank, blueprint, country, exposure, seen, random, rules: exam });
  return drawn.ok ? drawn.form : null;
}

/** Dice that nobody can foresee. */
export function fairRandom(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] as number) / 2 ** 32;
}
