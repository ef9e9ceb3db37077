import { sql } from "drizzle-orm";
import type { StandingFacts } from "./standing.ts";

/** The columns that a certificate `c` stands by, for a query that shows it. */
export const standingColumns = sql`
  c.superseded_at "supersededAt", c.expires_at "expiresAt",
  (select revoked_at from revocations where credential_id = c.id) "revokedAt",
  (select suspended_at from suspensions
    where credential_id = c.id and lifted_at is null) "suspendedAt"`;

/** The same columns as a row brings them: ISO 8601, or null. */
export type StandingRow = Record<keyof StandingFacts, string | null>;

export function standingFacts(row: StandingRow): StandingFacts {
  return {
    revokedAt: momentOf(row.revokedAt),
    suspendedAt: momentOf(row.suspendedAt),
    supersededAt: momentOf(row.supersededAt),
    expiresAt: momentOf(row.expiresAt),
  };
}

const momentOf = (text: string | null): Date | null => (text === null ? null : new Date(text));
