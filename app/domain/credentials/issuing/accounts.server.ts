import { type SQL, sql } from "drizzle-orm";

/** A person's account and those merged into it, as the rows of a query. */
export const accountsOf = (userId: string): SQL => sql`
  select ${userId}::uuid union all select merged_user_id from merges where kept_user_id = ${userId}`;
