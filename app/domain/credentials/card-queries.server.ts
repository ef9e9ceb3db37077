import { sql } from "drizzle-orm";
import { type Executor, executePrepared } from "#app/server/db.ts";
import { type Standing, standingOf } from "./holding/standing.ts";
import {
  type StandingRow,
  standingColumns,
  standingFacts,
} from "./holding/standing-facts.server.ts";
import type { Claims } from "./issuing/claims.ts";

/** What a card on another site shows. */
export interface SharedCard {
  claims: Claims;
  standing: Standing;
}

/**
 * The card of a certificate that its holder shares; null for one that is not shared, was not
 * issued or does not exist, by the same query, so that neither answer nor time tells them apart.
 */
export async function sharedCard(db: Executor, id: string, now: Date): Promise<SharedCard | null> {
  const [row] = await executePrepared<StandingRow & { claims: Claims }>(
    db,
    sql`
    select c.claims, ${standingColumns}
    from credentials c join credential_shares s on s.credential_id = c.id
    where c.id = ${id} and c.issued_at is not null`,
  );
  return row ? { claims: row.claims, standing: standingOf(standingFacts(row), now) } : null;
}
