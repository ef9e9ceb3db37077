import type { Achievement } from "./achievement.ts";

/** The municipality of a certificate's holder, as it was named on the day of issue. */
export interface ClaimedOrganization {
  /** Official code: `GT-0902`, `CL-14101`. */
  code: string;
  /** "Quetzaltenango". */
  municipality: string;
  /** Department or region. */
  division: string;
  /** ISO 3166-1: `GT`, `CL`. */
  country: string;
  /** Whether somebody with the right had confirmed that the person works there. */
  confirmed: boolean;
}

/**
 * What a certificate says: frozen at issue and never changed. Signing signs these
 * same values (OB 3.0 AchievementCredential).
 */
export interface Claims {
  version: 1;
  id: string;
  /** Without hyphens. */
  code: string;
  /** Where it is verified, as printed in its QR. */
  address: string;
  /** The name as its holder confirmed it. */
  name: string;
  achievement: Achievement;
  issuer: { name: string };
  /** ISO 8601, UTC. */
  issuedAt: string;
  /** ISO 8601, UTC: of one that took another's place, when the first was issued. */
  awardedAt?: string;
  /** ISO 8601, UTC; null = it does not expire. */
  expiresAt: string | null;
  /** IANA zone of the printed date. */
  timeZone: string;
  organization: ClaimedOrganization | null;
  /** Issued by an installation without an address of its own. */
  trial: boolean;
}

/** What a certificate is frozen from. */
export interface ClaimFacts {
  id: string;
  code: string;
  /** Where it will be verified, whole. */
  address: string;
  name: string;
  achievement: Achievement;
  programName: string | null;
  organization: ClaimedOrganization | null;
  timeZone: string;
  trial: boolean;
}

/** The claims of a certificate issued at `now`. */
export function freezeClaims(facts: ClaimFacts, now: Date): Claims {
  const { id, code, address, name, achievement, organization, timeZone, trial } = facts;
  const months = achievement.validityMonths;
  return {
    version: 1,
    id,
    code,
    address,
    name,
    achievement,
    issuer: { name: facts.programName ?? "Cabildo" },
    issuedAt: now.toISOString(),
    expiresAt: months === null ? null : addMonths(now, months).toISOString(),
    timeZone,
    organization,
    trial,
  };
}

/** What makes a certificate another than the one whose place it takes. */
export type SuccessorFacts = Pick<Claims, "id" | "code" | "address" | "name"> & {
  /** Issued by an installation without an address of its own. */
  trial: boolean;
};

/**
 * The claims of a certificate issued at `now` in another's place. What was earned stays as it
 * was frozen, with when it was first awarded (OB 3.0 §B.1.1 awardedDate) and when it expires:
 * to correct a name neither renews anything nor makes a trial count.
 */
export function succeedClaims(former: Claims, facts: SuccessorFacts, now: Date): Claims {
  return {
    ...former,
    ...facts,
    issuedAt: now.toISOString(),
    awardedAt: former.awardedAt ?? former.issuedAt,
    trial: former.trial || facts.trial,
  };
}

/** The same day so many months later; the last of the month where that day does not exist. */
function addMonths(date: Date, months: number): Date {
  const moved = new Date(date);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(date.getUTCDate(), last));
  return moved;
}
