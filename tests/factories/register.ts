import { sql } from "drizzle-orm";
import type { Claims } from "#app/domain/credentials/issuing/claims.ts";
import type { Database } from "#app/server/db.ts";

/** What the register holds of an issued certificate; null when there is none under the id. */
export async function registerEntry(db: Database, id: string) {
  const [row] = await db.execute<{ claims: Claims; at: string | null; reason: string | null }>(sql`
    select c.claims, r.revoked_at at, r.reason
    from credentials c left join revocations r on r.credential_id = c.id
    where c.id = ${id} and c.issued_at is not null`);
  if (!row) return null;
  const { claims, at, reason } = row;
  return { claims, revocation: at ? { at: new Date(at), reason } : null };
}
