import { sql } from "drizzle-orm";
import { wholeExamBank } from "#app/domain/assessment/exam-bank.server.ts";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import type { Database, Executor } from "#app/server/db.ts";
import { enqueue } from "#app/server/jobs.ts";
import { factsOf, labelOf } from "./item-source.ts";
import type { KeptStatistics } from "./kept-statistics.ts";
import { type Exam, examSittings } from "./sittings.server.ts";
import { examStatistics } from "./statistics.ts";

/** Arranges that an exam's statistics are calculated; asked for many times, it is done once. */
export function enqueueStatistics(tx: Executor, { course, test }: Exam): Promise<void> {
  return enqueue(
    tx,
    "psychometrics.compute",
    { course, test },
    { key: `statistics ${course}/${test}`, maxAttempts: 5 },
  );
}

/**
 * Arranges the calculation of every exam on offer whose finished attempts or edition are
 * no longer those of its statistics, or of which something was ruled since. It runs on a clock, so that handing in an exam pays
 * nothing for it and none is calculated more often than the clock strikes.
 */
export async function refreshStatistics(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    const stale = await tx.execute<{ course: string; test: string }>(sql`
      with exam as (
        select slug as course, manifest -> 'exam' ->> 'id' as test, editions.id as edition
        from courses join editions on editions.id = current_edition_id
        where manifest -> 'exam' ->> 'id' is not null
      ), taken as (
        select course_slug as course, test_id as test, count(*)::int as finished
        from attempts join editions on editions.id = edition_id
        where finished_at is not null and score is not null group by 1, 2
      )
      select course, test from exam left join taken using (course, test)
      left join exam_statistics as known
        on known.course_slug = course and known.test_id = test
      where known.edition_id is distinct from exam.edition
        or known.finished is distinct from coalesce(taken.finished, 0)
        or exists (select from item_rulings where item_rulings.course_slug = course
          and ruled_at > known.computed_at)`);
    for (const exam of stale) await enqueueStatistics(tx, exam);
  });
}

/**
 * Calculates and keeps the statistics of an exam on offer; of another it does nothing.
 * `now` is when it began: a slower calculation that began before does not replace a newer one.
 * `rest` is awaited between the steps of the long ones.
 */
export async function computeStatistics(
  db: Database,
  exam: Exam,
  now: Date,
  rest: () => Promise<void>,
): Promise<void> {
  const [at] = await db.execute<{ edition: string; finished: number }>(sql`
    select editions.id as edition,
      (select count(*)::int from attempts join editions as its on its.id = edition_id
        where its.course_slug = slug and test_id = ${exam.test}
          and finished_at is not null and score is not null) as finished
    from courses join editions on editions.id = current_edition_id
    where slug = ${exam.course} and manifest -> 'exam' ->> 'id' = ${exam.test}`);
  if (!at) return;
  const { sittings, items, through, demonstration } = await examSittings(db, exam);
  const bank = await itemsAsked(db, at.edition);
  for (const [hash, item] of bank) if (!items.has(hash)) items.set(hash, item);
  const since = await firstKept(db, [...items.keys()]);
  const facts = [...items].map(([hash, item]) => factsOf(hash, item));
  const statistics = await examStatistics(sittings, facts, rest);
  const body: KeptStatistics = {
    ...statistics,
    demonstration,
    items: statistics.items.map((found) => {
      const item = items.get(found.hash) as AssessmentItem;
      return {
        ...found,
        itemId: item.id,
        label: labelOf(item),
        objective: item.objective,
        since: since.get(found.hash) ?? now.toISOString(),
        current: bank.has(found.hash),
      };
    }),
  };
  await db.execute(sql`
    insert into exam_statistics
      (course_slug, test_id, edition_id, computed_at, finished, through_attempt_id, body)
    values (${exam.course}, ${exam.test}, ${at.edition}, ${now.toISOString()}::timestamptz,
      ${at.finished}, ${through}, ${JSON.stringify(body)}::jsonb)
    on conflict (course_slug, test_id) do update set edition_id = excluded.edition_id,
      computed_at = excluded.computed_at, finished = excluded.finished,
      through_attempt_id = excluded.through_attempt_id, body = excluded.body
    where exam_statistics.computed_at <= excluded.computed_at`);
}

/** The items that the edition's exam may ask, by the hash of their version. */
export async function itemsAsked(
  db: Executor,
  editionId: string,
): Promise<Map<string, AssessmentItem>> {
  const bank = await wholeExamBank(db, editionId);
  return new Map(bank.map(({ hash, item }) => [hash, item]));
}

/** When each version was first kept. */
async function firstKept(db: Executor, hashes: readonly string[]): Promise<Map<string, string>> {
  if (hashes.length === 0) return new Map();
  const rows = await db.execute<{ hash: string; created_at: string }>(
    sql`select hash, created_at from item_versions where hash in ${hashes}`,
  );
  return new Map(rows.map(({ hash, created_at }) => [hash, new Date(created_at).toISOString()]));
}
