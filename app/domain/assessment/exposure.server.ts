import { sql } from "drizzle-orm";
import type { Executor } from "#app/server/db.ts";
import type { Exposure } from "./form.ts";

/** Attempts over which the exposure of items is counted. */
const WINDOW = 400;

/**
 * Milliseconds for which a count is good. Of hundreds who start an exam at the same moment none
 * sees the others' forms anyway (`exposure.test.ts` draws 200 with one count), and reading that
 * many forms for each would cost more than all the rest of a start.
 */
const GOOD_FOR = 10_000;

const counted = new Map<string, { at: number; exposure: Exposure }>();

/** How often each item of an edition was asked of late, as it was up to ten seconds before `now`. */
export async function recentExposure(
  db: Executor,
  editionId: string,
  now: Date,
): Promise<Exposure> {
  const known = counted.get(editionId);
  if (known && Math.abs(now.getTime() - known.at) < GOOD_FOR) return known.exposure;
  const rows = await db.execute<{ item: string; times: number; forms: number }>(sql`
    with recent as materialized (
      select form from attempts where edition_id = ${editionId}
      order by started_at desc limit ${WINDOW}
    )
    select place ->> 'item' as item, count(*)::int as times,
      (select count(*)::int from recent) as forms
    from recent, jsonb_array_elements(recent.form) as place
    group by 1`);
  const times = new Map(rows.map((row) => [row.item, row.times]));
  const exposure = { forms: rows[0]?.forms ?? 0, times };
  for (const [edition, { at }] of counted) {
    if (Math.abs(now.getTime() - at) >= GOOD_FOR) counted.delete(edition);
  }
  counted.set(editionId, { at: now.getTime(), exposure });
  return exposure;
}
