import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Rubric, RubricCriterion } from "#app/domain/assessment/item.ts";
import { itemsByHash } from "#app/domain/assessment/item-versions.server.ts";
import { type HeldAttempt, holdAttempts } from "#app/domain/assessment/score-attempts.server.ts";
import { shareOfPoints } from "#app/domain/assessment/scoring.ts";
import { canGrade } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { newId } from "#app/kernel/ids.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import { type GivenMark, roleOf } from "./agreement.ts";
import { type MarkForm, missingCriteria, pointsOf } from "./mark-form.ts";
import { settle, standingOf, type ToMark, toMarkBy } from "./settle.server.ts";

/** Minutes for which a response is whoever's took it. */
const CLAIM_MINUTES = 30;

/** What a grader has written, as `MarkForm` reads it. */
export type PostedMark = z.output<typeof MarkForm>;

export type MarkRefusal =
  | "unknown"
  /** Somebody else is marking it now. */
  | "claimed"
  /** It waits for no mark of this person. */
  | "settled";

/** Refused for want of a level in these criteria. */
export interface Incomplete {
  ok: false;
  reason: "incomplete";
  missing: RubricCriterion[];
}

/**
 * Keeps what a grader has written so far; nobody else sees it, and it is worth nothing. Refused
 * where they could not mark it.
 */
export function saveDraft(
  db: Database,
  actor: Viewer,
  id: string,
  given: PostedMark,
  now: Date,
): Promise<Result<null, MarkRefusal>> {
  return db.transaction(async (tx) => {
    const open = await openFor(tx, actor, id, now);
    if (!open.ok) return open;
    const { toMark, claims } = open.value;
    const points = pointsOf(await rubricOf(tx, toMark), given);
    await tx.execute(sql`
      insert into mark_drafts (to_mark_id, grader_id, points, comment, note, saved_at)
      values (${toMark.id}, ${actor.id}, ${JSON.stringify(points)}::jsonb, ${given.comentario},
        ${given.nota}, ${moment(now)})
      on conflict (to_mark_id, grader_id) do update set points = excluded.points,
        comment = excluded.comment, note = excluded.note, saved_at = excluded.saved_at`);
    if (claims) await claim(tx, actor.id, toMark.id, now);
    return done(null);
  });
}

/**
 * Gives a final mark. It never changes: another of the same person takes its place, while they
 * may. With the last mark that its attempt waits for, the attempt is scored in the same
 * transaction, and what follows from a pass follows. Refused without every criterion.
 */
export function giveMark(
  db: Database,
  actor: Viewer,
  id: string,
  given: PostedMark,
  now: Date,
): Promise<Result<ToMark, MarkRefusal> | Incomplete> {
  return db.transaction(async (tx) => {
    const open = await openFor(tx, actor, id, now);
    if (!open.ok) return open;
    const { toMark, attempt, role } = open.value;
    const rubric = await rubricOf(tx, toMark);
    const points = pointsOf(rubric, given);
    const missing = missingCriteria(rubric, points);
    if (missing.length > 0) return { ok: false, reason: "incomplete", missing };
    const markId = newId();
    const share = shareOfPoints(rubric, points);
    await tx.execute(sql`
      insert into marks (id, to_mark_id, grader_id, kind, points, share, comment, note, marked_at)
      values (${markId}, ${toMark.id}, ${actor.id}, ${role}, ${JSON.stringify(points)}::jsonb,
        ${share}::float8, ${given.comentario}, ${given.nota}, ${moment(now)})`);
    await tx.execute(sql`
      delete from mark_drafts where to_mark_id = ${toMark.id} and grader_id = ${actor.id}`);
    await tx.execute(sql`
      delete from marking_claims where to_mark_id = ${toMark.id} and grader_id = ${actor.id}`);
    await record(tx, {
      actorId: actor.id,
      verb: "scored",
      objectType: "response",
      objectId: toMark.response_id,
      result: { course: toMark.course_slug, mark: markId, kind: role, share },
    });
    await settle(tx, attempt, toMark, markId, now);
    return done(toMark);
  });
}

interface Open {
  toMark: ToMark;
  attempt: HeldAttempt;
  role: GivenMark["kind"];
  /** Whoever marks it has it for themselves meanwhile. */
  claims: boolean;
}

/** A response that the actor may mark now, its attempt held. */
async function openFor(
  tx: Transaction,
  actor: Viewer,
  id: string,
  now: Date,
): Promise<Result<Open, MarkRefusal>> {
  const toMark = await toMarkBy(tx, id);
  if (!toMark || !canGrade(actor, toMark.course_slug)) return refused("unknown");
  const [attempt] = await holdAttempts(tx, [toMark.attempt_id]);
  if (!attempt || attempt.user_id === actor.id) return refused("unknown");
  const { rule, marks, standing } = await standingOf(tx, toMark, attempt.user_id, now);
  const role = roleOf(actor.id, marks, standing);
  if (!role) return refused("settled");
  const claims = rule.graders === 1 && standing.is === "waits";
  if (claims && (await claimedByOther(tx, actor.id, id, now))) return refused("claimed");
  return done({ toMark, attempt, role, claims });
}

async function rubricOf(tx: Transaction, { item_hash }: ToMark): Promise<Rubric> {
  const item = (await itemsByHash(tx, [item_hash])).get(item_hash);
  return item?.rubric ?? { criteria: [] };
}

async function claimedByOther(tx: Transaction, who: string, id: string, now: Date) {
  const found = await tx.execute(sql`
    select 1 from marking_claims
    where to_mark_id = ${id} and grader_id <> ${who} and until > ${moment(now)}`);
  return found.length > 0;
}

/** Takes a response for half an hour, unless somebody else has it; answers whether it is theirs. */
export async function claim(tx: Transaction, who: string, id: string, now: Date): Promise<boolean> {
  const until = new Date(now.getTime() + CLAIM_MINUTES * 60_000);
  const taken = await tx.execute(sql`
    insert into marking_claims as held (to_mark_id, grader_id, until)
    values (${id}, ${who}, ${moment(until)})
    on conflict (to_mark_id) do update set grader_id = excluded.grader_id, until = excluded.until
      where held.grader_id = excluded.grader_id or held.until <= ${moment(now)}
    returning 1`);
  return taken.length > 0;
}

const moment = (date: Date): SQL => sql`${date.toISOString()}::timestamptz`;
