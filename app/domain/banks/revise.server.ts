import { sql } from "drizzle-orm";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { keepVersions } from "#app/domain/assessment/item-versions.server.ts";
import { newId } from "#app/kernel/ids.ts";
import type { Transaction } from "#app/server/db.ts";
import { enqueue } from "#app/server/jobs.ts";
import { wordsOf } from "./words.ts";

/** Who makes versions of a bank's items, when, and why. */
export interface Revision {
  courseSlug: string;
  /** Null = the operator, by command. */
  by: string | null;
  at: Date;
  importId?: string;
  note?: string;
}

/**
 * Makes these the versions that are asked from now on, each with its line of history. An item
 * that says already what it is to say is left alone. Under the bank's lock.
 *
 * @returns how many were new, and how many got another version
 */
export async function revise(
  tx: Transaction,
  items: readonly AssessmentItem[],
  { courseSlug, by, at, importId, note }: Revision,
): Promise<{ added: number; changed: number }> {
  if (items.length === 0) return { added: 0, changed: 0 };
  const versions = await keepVersions(tx, items);
  const rows = items.map((item, index) => ({
    item_id: item.id,
    item_hash: versions[index]?.hash,
    interaction: item.interaction,
    objective: item.objective,
    difficulty: item.difficulty,
    uses: item.uses,
    countries: item.countries,
    tags: item.tags ?? [],
    words: wordsOf(item),
    revision: newId(),
  }));
  const when = at.toISOString();
  const made = await tx.execute<{ added: boolean }>(sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(item_id text,
        item_hash text, interaction text, objective text, difficulty text, uses text[],
        countries text[], tags text[], words text, revision uuid)
    ), kept as (
      insert into bank_items (course_slug, item_id, item_hash, interaction, objective, difficulty,
        uses, countries, tags, words, created_at, created_by)
      select ${courseSlug}, item_id, item_hash, interaction, objective, difficulty, uses, countries,
        tags, words, ${when}::timestamptz, ${by}::uuid from given
      on conflict (course_slug, item_id) do update set
        item_hash = excluded.item_hash, interaction = excluded.interaction,
        objective = excluded.objective, difficulty = excluded.difficulty, uses = excluded.uses,
        countries = excluded.countries, tags = excluded.tags, words = excluded.words
        where bank_items.item_hash <> excluded.item_hash
      returning item_id, xmax = 0 as added
    )
    insert into bank_revisions
      (id, course_slug, item_id, item_hash, revised_by, revised_at, import_id, note)
    select revision, ${courseSlug}, item_id, item_hash, ${by}::uuid, ${when}::timestamptz,
      ${importId ?? null}::uuid, ${note || null}
    from given join kept using (item_id)
    returning (select added from kept where kept.item_id = bank_revisions.item_id) as added`);
  const added = made.filter((row) => row.added).length;
  return { added, changed: made.length - added };
}

/** Has the worker look for duplicates once changes rest for a moment. */
export function orderComparison(tx: Transaction, courseSlug: string, now: Date): Promise<void> {
  const runAt = new Date(now.getTime() + COMPARED_AFTER);
  const key = `compare ${courseSlug}`;
  return enqueue(tx, "banks.compare", { course: courseSlug }, { key, runAt });
}

/** Milliseconds in which more changes of the same bank are looked at together. */
const COMPARED_AFTER = 5_000;
