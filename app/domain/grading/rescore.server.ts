import { sql } from "drizzle-orm";
import { holdAttempts, scoreHeld } from "#app/domain/assessment/score-attempts.server.ts";
import type { Database, Executor } from "#app/server/db.ts";
import { tellOf } from "./tell-results.server.ts";

/** Attempts that one transaction holds. */
const BATCH = 50;

/**
 * Ids of the attempts handed in that were asked an item version in a course. Those of whoever
 * erased their answers are left out: there is nothing to compute them from.
 */
async function attemptsWith(
  db: Executor,
  { courseSlug, hash }: { courseSlug: string; hash: string },
): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select attempts.id from attempts join editions on editions.id = attempts.edition_id
    where course_slug = ${courseSlug} and finished_at is not null
      and form @> ${JSON.stringify([{ hash }])}::jsonb
      and not exists (select from erasures where erasures.user_id = attempts.user_id)
    order by attempts.id`);
  return rows.map(({ id }) => id);
}

/**
 * Scores again every attempt that a ruling is about, a few at a time. Killed in the middle, it
 * is begun anew; what was done already comes to the same, and twice at once is once.
 */
export async function rescore(db: Database, rulingId: string, now: Date): Promise<void> {
  const [ruling] = await db.execute<{ course_slug: string; item_hash: string }>(sql`
    select course_slug, item_hash from item_rulings where id = ${rulingId}`);
  if (!ruling) throw new Error(`There is no ruling ${rulingId}`);
  const version = { courseSlug: ruling.course_slug, hash: ruling.item_hash };
  const ids = await attemptsWith(db, version);
  for (let from = 0; from < ids.length; from += BATCH) {
    await db.transaction(async (tx) => {
      const held = await holdAttempts(tx, ids.slice(from, from + BATCH));
      await tellOf(tx, await scoreHeld(tx, held, now), { rulingId, markId: null }, now);
    });
  }
  await db.execute(sql`
    insert into rescorings (ruling_id, attempts, finished_at)
    values (${rulingId}, ${ids.length}, ${now.toISOString()}::timestamptz)
    on conflict (ruling_id) do nothing`);
}
