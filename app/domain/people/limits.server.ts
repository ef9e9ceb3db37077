import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Executor } from "#app/server/db.ts";
import { LIMITS, type LimitName } from "./limits.ts";

/** What is counted: the limit, whose count it is, and how much (1). */
export type Count = readonly [limit: LimitName, whose: string, amount?: number];

/**
 * Counts the act against every limit, before it: of many at once, no more
 * than the limit get through. Answers whether the act may go on.
 */
export async function spend(db: Executor, counts: readonly Count[], now: Date): Promise<boolean> {
  const rows = counts.map(([limit, whose, amount = 1]) => ({
    key: keyOf(limit, whose),
    limit,
    amount,
    ends_at: new Date(now.getTime() + LIMITS[limit].minutes * 60_000).toISOString(),
  }));
  // In one order always, so that two requests never wait for each other.
  rows.sort((first, second) => (first.key < second.key ? -1 : 1));
  const after = await db.execute<{ key: string; count: number }>(sql`
    insert into rate_limits (key, count, ends_at)
    select key, amount, ends_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given(key text, amount int, ends_at timestamptz)
    on conflict (key) do update set
      count = case when rate_limits.ends_at <= ${now.toISOString()}::timestamptz
        then excluded.count else rate_limits.count + excluded.count end,
      ends_at = case when rate_limits.ends_at <= ${now.toISOString()}::timestamptz
        then excluded.ends_at else rate_limits.ends_at end
    returning key, count`);
  const most = new Map(rows.map(({ key, limit }) => [key, LIMITS[limit].most]));
  return after.every(({ key, count }) => count <= (most.get(key) ?? 0));
}

/** Gives back what was counted for an act that succeeded. */
export async function giveBack(db: Executor, counts: readonly Count[]): Promise<void> {
  const keys = counts.map(([limit, whose]) => keyOf(limit, whose)).sort();
  // In the order of `spend`: an update by itself locks rows as it finds them, and two would wait for each other.
  await db.execute(sql`
    update rate_limits set count = greatest(count - 1, 0) where key in (
      select key from rate_limits where key in ${keys} order by key collate "C" for update)`);
}

/** Forgets the counts whose window is over. */
export async function sweepLimits(db: Executor): Promise<void> {
  await db.execute(sql`delete from rate_limits where ends_at <= now()`);
}

/** Hashed: people type passwords into the field of the name. */
function keyOf(limit: LimitName, whose: string): string {
  return `${limit}:${createHash("sha256").update(whose).digest("base64url").slice(0, 22)}`;
}
