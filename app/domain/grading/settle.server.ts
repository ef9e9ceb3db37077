import { sql } from "drizzle-orm";
import {
  type HeldAttempt,
  holdAttempts,
  scoreHeld,
} from "#app/domain/assessment/score-attempts.server.ts";
import { Uuid } from "#app/kernel/ids.ts";
import type { Database, Executor, Transaction } from "#app/server/db.ts";
import { enqueue } from "#app/server/jobs.ts";
import { type GivenMark, type MarkingRule, type Standing, standing } from "./agreement.ts";
import { gradersOf } from "./graders.server.ts";
import { ruleOf } from "./marking-rules.server.ts";
import { tellOf } from "./tell-results.server.ts";

/** A response that somebody has to mark. */
export interface ToMark extends Record<string, unknown> {
  id: string;
  number: number;
  attempt_id: string;
  course_slug: string;
  item_id: string;
  item_hash: string;
  response_id: string;
  since: string;
}

/** A response to mark, by its id as an address brings it. */
export async function toMarkBy(db: Executor, id: string): Promise<ToMark | null> {
  if (!Uuid.safeParse(id).success) return null;
  const [row] = await db.execute<ToMark>(sql`select * from responses_to_mark where id = ${id}`);
  return row ?? null;
}

/** Where a response stands, and what that follows from. */
export interface Stands {
  rule: MarkingRule;
  marks: GivenMark[];
  standing: Standing;
}

/** Where a response stands now; whoever wrote it is not counted among those who may mark. */
export async function standingOf(
  db: Executor,
  { id, course_slug, item_id }: ToMark,
  writer: string,
  now: Date,
): Promise<Stands> {
  const rule = await ruleOf(db, course_slug, item_id);
  const graders = await gradersOf(db, course_slug, writer);
  const rows = await db.execute<{
    grader_id: string;
    kind: GivenMark["kind"];
    share: number;
    marked_at: string;
  }>(sql`select grader_id, kind, share, marked_at from marks where to_mark_id = ${id}`);
  const marks = rows.map(({ grader_id, kind, share, marked_at }) => ({
    grader: grader_id,
    kind,
    share,
    at: new Date(marked_at),
  }));
  return { rule, marks, standing: standing({ rule, marks, graders, now }) };
}

/**
 * Writes down what a response comes to, if it no longer waits, and scores its attempt, in the
 * transaction that holds the attempt. Otherwise it is looked at again when its patience ends.
 */
export async function settle(
  tx: Transaction,
  attempt: HeldAttempt,
  toMark: ToMark,
  markId: string | null,
  now: Date,
): Promise<void> {
  const { standing: stands } = await standingOf(tx, toMark, attempt.user_id, now);
  if (stands.is === "waits") {
    if (stands.until) await lookAgain(tx, toMark.id, stands.until);
    return;
  }
  const [made] = await tx.execute(sql`
    insert into settled_scores (to_mark_id, share, basis, settled_at)
    select ${toMark.id}, ${stands.share}::float8, ${stands.basis}, ${now.toISOString()}::timestamptz
    where not exists (
      select from (select share, basis from settled_scores where to_mark_id = ${toMark.id}
        order by id desc limit 1) as last
      where share = ${stands.share}::float8 and basis = ${stands.basis})
    returning 1`);
  if (!made) return;
  const scored = await scoreHeld(tx, [attempt], now);
  await tellOf(tx, scored, { rulingId: null, markId }, now);
}

const lookAgain = (tx: Transaction, id: string, at: Date) =>
  enqueue(tx, "grading.settle", { response: id }, { key: `settle ${id}`, runAt: at });

/** Looks again at a response: whoever it waits for may not have come. Twice is once. */
export async function settleAgain(db: Database, id: string, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const toMark = await toMarkBy(tx, id);
    if (!toMark) return;
    const [attempt] = await holdAttempts(tx, [toMark.attempt_id]);
    if (attempt) await settle(tx, attempt, toMark, null, now);
  });
}

/** The same for what waits in a course, after its rules or those who may mark in it changed. */
export async function settleCourse(db: Database, courseSlug: string, now: Date): Promise<void> {
  const rows = await db.execute<{ id: string }>(sql`
    select id from responses_to_mark
    where course_slug = ${courseSlug}
      and exists (select from marks where to_mark_id = responses_to_mark.id)
      and not exists (select from settled_scores where to_mark_id = responses_to_mark.id)
    order by since`);
  for (const { id } of rows) await settleAgain(db, id, now);
}
