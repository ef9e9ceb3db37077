import { sql } from "drizzle-orm";
import type { Transaction } from "#app/server/db.ts";

/** Held to the end of the transaction: changes of one course's bank go one after another. */
export async function lockBank(tx: Transaction, courseSlug: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`bank:${courseSlug}`}, 0))`);
}
