/** Why a certificate was revoked, as anybody who verifies it is told. */
export const REVOCATION_REASONS = ["error", "fraud", "duplicate", "request", "other"] as const;
export type RevocationReason = (typeof REVOCATION_REASONS)[number];

export function isRevocationReason(value: unknown): value is RevocationReason {
  return (REVOCATION_REASONS as readonly unknown[]).includes(value);
}
