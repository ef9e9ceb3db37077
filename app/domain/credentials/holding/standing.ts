import { VERDICTS, type Verdict } from "../verdict.ts";

/** What our own record says of an issued certificate, whoever signed what. */
export type Standing = Extract<
  Verdict,
  "revoked" | "suspended" | "superseded" | "expired" | "valid"
>;

/** What it rests on; moments, or null for what has not happened. */
export interface StandingFacts {
  revokedAt: Date | null;
  /** When it was suspended, if nobody has lifted that. */
  suspendedAt: Date | null;
  supersededAt: Date | null;
  /** Null = it does not expire. */
  expiresAt: Date | null;
}

/** What holds of a certificate at `now`: of several, the verdict that prevails. */
export function standingOf(facts: StandingFacts, now: Date): Standing {
  const holds: Record<Standing, boolean> = {
    revoked: facts.revokedAt !== null,
    suspended: facts.suspendedAt !== null,
    superseded: facts.supersededAt !== null,
    expired: facts.expiresAt !== null && facts.expiresAt <= now,
    valid: true,
  };
  const prevailing = VERDICTS.find((verdict) => holds[verdict as Standing] === true);
  return (prevailing ?? "valid") as Standing;
}
