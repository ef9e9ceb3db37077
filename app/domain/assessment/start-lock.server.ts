import { sql } from "drizzle-orm";
import type { Transaction } from "#app/server/db.ts";

/**
 * Lets nobody else start an attempt of these people until the transaction ends: at the exam of
 * one course, or at any (null). In one order always, so that two never wait for each other.
 */
export async function lockStarts(
  tx: Transaction,
  userIds: readonly string[],
  courseSlug: string | null = null,
): Promise<void> {
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended(concat_ws(' ', 'attempt', person, slug), 0))
    from (
      select person, slug from courses, unnest(string_to_array(${userIds.join(",")}, ',')) as person
      where slug = coalesce(${courseSlug}, slug) order by slug, person
    ) as starts`);
}
