import { type SQL, sql } from "drizzle-orm";
import type { ExamRules } from "#app/domain/courses/manifest.ts";
import type { Executor, Transaction } from "#app/server/db.ts";
import { isDropped } from "./attempt-facts.server.ts";
import type { BankItem } from "./form.ts";
import { itemsByHash } from "./item-versions.server.ts";

/** Items of each sort that a draw looks at, of those written in the bank: chance picks them. */
const LOOKED_AT = 100;

/**
 * What may be asked: the edition's items, and what was written or imported into the course's bank
 * for its exam. Of a large bank a draw looks at as many of each objective, difficulty and country
 * as exposure needs, picked by dice. What was retired, or dropped by a ruling, is not asked.
 */
export async function examBank(
  tx: Transaction,
  editionId: string,
  blueprint: ExamRules["blueprint"],
  random: () => number,
): Promise<BankItem[]> {
  const objectives = [...new Set(blueprint.map(({ objective }) => objective))];
  const throwOfDice = String(random());
  const rows = await tx.execute<{ item_hash: string }>(sql`
    with course as (select course_slug as slug from editions where id = ${editionId}),
    authored as (
      select item_id, item_hash, row_number() over (
        partition by objective, difficulty, countries order by md5(item_id || ${throwOfDice})
      ) as place
      from bank_items join course on slug = course_slug
      where 'exam' = any(uses) and objective in ${objectives}
        and not exists (select from edition_items
          where edition_id = ${editionId} and edition_items.item_id = bank_items.item_id)
    )
    select item_hash from (
      select item_id, item_hash from edition_items where edition_id = ${editionId}
      union all
      select item_id, item_hash from authored where place <= ${LOOKED_AT}
    ) bank
    where ${inForce(sql`(select slug from course)`)} order by item_id`);
  return bankOfRows(tx, rows);
}

/** All that an exam of the edition may ask, however large the bank is. */
export async function wholeExamBank(db: Executor, editionId: string): Promise<BankItem[]> {
  const rows = await db.execute<{ item_hash: string }>(sql`
    with course as (select course_slug as slug from editions where id = ${editionId})
    select item_hash from (
      select item_id, item_hash from edition_items where edition_id = ${editionId}
      union all
      select item_id, item_hash from bank_items join course on slug = course_slug
      where 'exam' = any(uses) and not exists (select from edition_items
        where edition_id = ${editionId} and edition_items.item_id = bank_items.item_id)
    ) bank
    where ${inForce(sql`(select slug from course)`)} order by item_id`);
  return (await bankOfRows(db, rows)).filter(({ item }) => item.uses.includes("exam"));
}

/** Whether the course asks what is in `bank`: it was neither retired nor dropped by a ruling. */
const inForce = (courseSlug: SQL): SQL => sql`
  not exists (select from bank_retirements where course_slug = ${courseSlug}
    and bank_retirements.item_id = bank.item_id and restored_at is null)
  and not ${isDropped(courseSlug, sql`bank.item_hash`)}`;

/** Every item of an edition. */
export async function editionBank(tx: Transaction, editionId: string): Promise<BankItem[]> {
  const rows = await tx.execute<{ item_hash: string }>(
    sql`select item_hash from edition_items where edition_id = ${editionId} order by item_id`,
  );
  return bankOfRows(tx, rows);
}

async function bankOfRows(
  tx: Executor,
  rows: readonly { item_hash: string }[],
): Promise<BankItem[]> {
  const hashes = rows.map(({ item_hash }) => item_hash);
  const items = await itemsByHash(tx, hashes);
  return [...items].map(([hash, item]) => ({ hash, item }));
}

/** Items that a person was asked in earlier attempts at an exam. */
export async function seenItems(
  tx: Transaction,
  userId: string,
  testId: string,
): Promise<Set<string>> {
  const rows = await tx.execute<{ item: string }>(sql`
    select distinct place ->> 'item' as item
    from attempts, jsonb_array_elements(attempts.form) as place
    where attempts.user_id = ${userId} and attempts.test_id = ${testId}`);
  return new Set(rows.map(({ item }) => item));
}
