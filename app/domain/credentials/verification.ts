import type { Claims } from "./claims.ts";

/** Why a certificate was revoked, as anybody who verifies it is told. */
export const REVOCATION_REASONS = ["error", "fraud", "duplicate", "request", "other"] as const;
export type RevocationReason = (typeof REVOCATION_REASONS)[number];

export function isRevocationReason(value: unknown): value is RevocationReason {
  return (REVOCATION_REASONS as readonly unknown[]).includes(value);
}

/** What the register holds of a certificate that was issued. */
export interface RegisterEntry {
  claims: Claims;
  revocation: { at: Date; reason: RevocationReason } | null;
  /** SHA-256 of its PDF; null until it is rendered. */
  pdfHash: string | null;
}

/** The verdicts an issued certificate can get, in the order in which they prevail. */
export type Verdict = "revoked" | "expired" | "valid";

/** One thing that was checked, and whether it speaks for the certificate. */
interface Check {
  name: "registered" | "not-revoked" | "in-force";
  passed: boolean;
}

export interface Verification {
  verdict: Verdict;
  checks: Check[];
}

/** The verdict on a certificate at `now`: revoked prevails over expired, and expired over valid. */
export function verify({ claims, revocation }: RegisterEntry, now: Date): Verification {
  const inForce = claims.expiresAt === null || new Date(claims.expiresAt) > now;
  const verdict = revocation ? "revoked" : inForce ? "valid" : "expired";
  return {
    verdict,
    checks: [
      { name: "registered", passed: true },
      { name: "not-revoked", passed: revocation === null },
      { name: "in-force", passed: inForce },
    ],
  };
}
