import { type SQL, sql } from "drizzle-orm";
import type { FormItem } from "#app/domain/assessment/form.ts";
import type { AssessmentItem, ItemResponse } from "#app/domain/assessment/item.ts";
import { toQuestionView } from "#app/domain/assessment/item-view.ts";
import { canGrade } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { newId } from "#app/kernel/ids.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Executor, Transaction } from "#app/server/db.ts";
import { recordAll } from "#app/server/statements.ts";
import { type AppealPage, appealsEnd } from "./appeal.ts";
import { orderAppealMails } from "./tell-appeal.server.ts";

/** A result of the viewer: the attempt `number` at the exam of a course. */
export interface OwnResult {
  courseSlug: string;
  number: number;
}

interface Row extends Record<string, unknown> {
  id: string;
  title: string;
  form: FormItem[];
  known_at: string;
  appealed: string[];
  item: AssessmentItem | null;
  response: ItemResponse | null;
}

/** The attempt whose question at `place` (from 1; 0 = none) may be appealed. */
const resultRow = (viewer: { id: string }, { courseSlug, number }: OwnResult, place: number): SQL =>
  sql`
    select attempts.id, editions.manifest ->> 'title' as title, form,
      coalesce(scored_at, finished_at) as known_at,
      (select coalesce(json_agg(item_id), '[]') from item_appeals
        where attempt_id = attempts.id) as appealed,
      (select body from item_versions where hash = form -> (${place}::int - 1) ->> 'hash'
        and ${place}::int > 0) as item,
      (select response from responses where attempt_id = attempts.id and not late
          and item_id = form -> (${place}::int - 1) ->> 'item' and ${place}::int > 0
        order by answered_at desc, id desc limit 1) as response
    from attempts join editions on editions.id = attempts.edition_id
    where attempts.user_id = ${viewer.id} and editions.course_slug = ${courseSlug}
      and attempts.number = ${number} and attempts.score is not null`;

/** The page of an appeal, with the question at that place as it was asked; null if there is no such result. One query. */
export async function appealPage(
  db: Executor,
  viewer: { id: string },
  result: OwnResult,
  place: number,
  now: Date,
): Promise<AppealPage | null> {
  const [row] = await db.execute<Row>(resultRow(viewer, result, place));
  if (!row) return null;
  const until = appealsEnd(new Date(row.known_at));
  const asked = row.form[place - 1];
  return {
    ...{ courseSlug: result.courseSlug, courseTitle: row.title, number: result.number },
    questions: row.form.length,
    until: until.toISOString(),
    open: now <= until,
    appealed: row.form.flatMap(({ item }, index) =>
      row.appealed.includes(item) ? [index + 1] : [],
    ),
    chosen:
      row.item && asked
        ? {
            place,
            question: toQuestionView(row.item, asked.order),
            response: row.response ?? [],
          }
        : null,
  };
}

export type AppealRefusal = "unknown" | "no-question" | "late" | "twice";

/**
 * Keeps what somebody says is wrong with a question of their exam. Refused without a result, ten
 * days after it, for a question that it does not have, and a second time for the same one.
 */
export async function fileAppeal(
  db: Database,
  actor: { id: string },
  result: OwnResult,
  { place, reason }: { place: number; reason: string },
  now: Date,
): Promise<Result<string, AppealRefusal>> {
  return db.transaction(async (tx) => {
    const [row] = await tx.execute<Row>(resultRow(actor, result, place));
    if (!row) return refused("unknown");
    if (now > appealsEnd(new Date(row.known_at))) return refused("late");
    const asked = row.form[place - 1];
    if (!asked) return refused("no-question");
    const id = newId();
    const [made] = await tx.execute(sql`
      insert into item_appeals (id, attempt_id, course_slug, item_id, item_hash, reason, filed_at)
      values (${id}, ${row.id}, ${result.courseSlug}, ${asked.item}, ${asked.hash}, ${reason},
        ${now.toISOString()}::timestamptz)
      on conflict (attempt_id, item_id) do nothing returning 1`);
    if (!made) return refused("twice");
    await recordAll(tx, [
      {
        actorId: actor.id,
        verb: "appealed",
        objectType: "item",
        objectId: asked.item,
        result: { course: result.courseSlug, attempt: row.id, appeal: id },
      },
    ]);
    const { item: itemId, hash } = asked;
    await orderAppealMails(tx, { courseSlug: result.courseSlug, itemId, hash });
    return done(id);
  });
}

export interface AppealAnswer {
  version: { courseSlug: string; hash: string };
  /** Those that were read; null = every one that waits. */
  ids: readonly string[] | null;
  answer: string;
  /** Null = the item stays as it is. */
  rulingId: string | null;
}

/** Answers appeals about an item version in the caller's transaction; each only once. */
export async function answerAppeals(
  tx: Transaction,
  actor: { id: string },
  { version, ids, answer, rulingId }: AppealAnswer,
  now: Date,
): Promise<number> {
  if (ids?.length === 0) return 0;
  const answered = await tx.execute<{ appeal_id: string }>(sql`
    insert into appeal_answers (appeal_id, ruling_id, answer, answered_by, answered_at)
    select id, ${rulingId}::uuid, ${answer}, ${actor.id}::uuid, ${now.toISOString()}::timestamptz
    from item_appeals
    where course_slug = ${version.courseSlug} and item_hash = ${version.hash}
      and ${ids ? sql`id in ${ids}` : sql`true`}
    on conflict (appeal_id) do nothing returning appeal_id`);
  await recordAllOf(tx, actor, answered, rulingId);
  return answered.length;
}

async function recordAllOf(
  tx: Transaction,
  actor: { id: string },
  answered: readonly { appeal_id: string }[],
  ruling: string | null,
): Promise<void> {
  if (answered.length === 0) return;
  await recordAll(
    tx,
    answered.map(({ appeal_id }) => ({
      actorId: actor.id,
      verb: "resolved" as const,
      objectType: "appeal",
      objectId: appeal_id,
      result: { ruling },
    })),
  );
}

/** Answers the appeals that were read, and leaves the item as it is. */
export async function rejectAppeals(
  db: Database,
  actor: Viewer,
  answer: Omit<AppealAnswer, "rulingId" | "ids"> & { ids: readonly string[] },
  now: Date,
): Promise<Result<number, "unknown">> {
  if (!canGrade(actor, answer.version.courseSlug)) return refused("unknown");
  return db.transaction(async (tx) =>
    done(await answerAppeals(tx, actor, { ...answer, rulingId: null }, now)),
  );
}
