import { sql } from "drizzle-orm";
import { type Executor, executePrepared } from "#app/server/db.ts";
import type { Achievement } from "./issuing/achievement.ts";

/** One edition of an achievement that somebody holds or is about to; null when there is none. */
export async function achievementOf(
  db: Executor,
  id: string,
  edition: string,
): Promise<Achievement | null> {
  if (!/^[1-9]\d{0,5}$/.test(edition)) return null;
  const [row] = await executePrepared<{ body: Achievement }>(
    db,
    sql`select body from achievements where id = ${id} and edition = ${Number(edition)}`,
  );
  return row?.body ?? null;
}
