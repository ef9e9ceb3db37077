import { sql } from "drizzle-orm";
import type { Database } from "#app/server/db.ts";

/** Makes the next of these events (`insert on signed_credentials`) fail, once, in this database. */
export async function failOnce(db: Database, event: string): Promise<void> {
  // A sequence keeps its count when the transaction is undone: it fails once.
  await db.execute(sql.raw("create sequence faults"));
  await db.execute(
    sql.raw(`create function fail_once() returns trigger language plpgsql as $$ begin
      if nextval('faults') = 1 then raise exception 'the disk is full'; end if;
      return null; end $$`),
  );
  await db.execute(
    sql.raw(
      `create trigger a_fault after ${event} for each statement execute function fail_once()`,
    ),
  );
}
