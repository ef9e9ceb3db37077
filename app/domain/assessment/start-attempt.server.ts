import { sql } from "drizzle-orm";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { newId } from "#app/kernel/ids.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { enqueue } from "#app/server/jobs.ts";
import { record } from "#app/server/statements.ts";
import { attempts } from "#db/schema/assessment.ts";
import { isDropped } from "./attempt-facts.server.ts";
import { type ExamState, examStateFor } from "./exam-state.server.ts";
import { closeIn } from "./finish-attempt.server.ts";
import { type BankItem, drawForm, type FormItem } from "./form.ts";
import { itemsByHash } from "./item-versions.server.ts";
import { closingTime, type StartRefusal } from "./rules.ts";
import { lockStarts } from "./start-lock.server.ts";

export interface StartedAttempt {
  id: string;
  number: number;
  /** It was already open: the same attempt goes on. */
  resumed: boolean;
}

/** Beside the rules' own: no such exam, not enrolled, and a bank too small for its blueprint. */
export type StartAttemptRefusal = StartRefusal | "unknown" | "not-enrolled" | "bank";

/** Attempts over which the exposure of items is counted. */
const EXPOSURE_WINDOW = 100;

/** Milliseconds after the deadline at which an attempt is closed: answers on their way arrive first. */
const CLOSING_DELAY = 5000;

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
  random: () => number = fairRandom,
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
    const form = await draw(tx, actor, testId, state, random);
    if (!form) return refused("bank");
    const id = newId();
    const closesAt = closingTime(state.exam, now);
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
    });
    await record(tx, {
      actorId: actor.id,
      verb: "attempted",
      objectType: "exam",
      objectId: `${courseSlug}/${testId}`,
      result: { course: courseSlug, attempt: id, number },
    });
    if (closesAt) {
      const runAt = new Date(closesAt.getTime() + CLOSING_DELAY);
      await enqueue(tx, "assessment.close", { attempt: id }, { key: `close ${id}`, runAt });
    }
    return done({ id, number, resumed: false });
  });
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
): Promise<FormItem[] | null> {
  const [bank, exposure, seen] = [
    await bankOf(tx, editionId),
    await recentExposure(tx, editionId),
    await seenItems(tx, actor.id, testId),
  ];
  const { blueprint } = exam;
  const drawn = drawForm({ bank, blueprint, country: actor.country, exposure, seen, random });
  return drawn.ok ? drawn.form : null;
}

async function bankOf(tx: Transaction, editionId: string): Promise<BankItem[]> {
  const rows = await tx.execute<{ item_hash: string }>(
    sql`select item_hash from edition_items join editions on editions.id = edition_id
      where edition_id = ${editionId} and not ${isDropped(sql`editions.course_slug`, sql`edition_items.item_hash`)}
      order by item_id`,
  );
  const hashes = rows.map(({ item_hash }) => item_hash);
  const items = await itemsByHash(tx, hashes);
  return [...items].map(([hash, item]) => ({ hash, item }));
}

async function recentExposure(tx: Transaction, editionId: string): Promise<Map<string, number>> {
  const rows = await tx.execute<{ item: string; times: number }>(sql`
    select place ->> 'item' as item, count(*)::int as times
    from (
      select form from attempts where edition_id = ${editionId}
      order by started_at desc limit ${EXPOSURE_WINDOW}
    ) recent, jsonb_array_elements(recent.form) as place
    group by 1`);
  return new Map(rows.map(({ item, times }) => [item, times]));
}

async function seenItems(tx: Transaction, userId: string, testId: string): Promise<Set<string>> {
  const rows = await tx.execute<{ item: string }>(sql`
    select distinct place ->> 'item' as item
    from attempts, jsonb_array_elements(attempts.form) as place
    where attempts.user_id = ${userId} and attempts.test_id = ${testId}`);
  return new Set(rows.map(({ item }) => item));
}

/** Dice that nobody can foresee. */
function fairRandom(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] as number) / 2 ** 32;
}
