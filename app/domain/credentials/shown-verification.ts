import { didDomain } from "./keys/did-web.ts";
import type { Check, Verdict } from "./verdict.ts";
import { issuerOf } from "./verifying/check-secured.ts";
import { type ShownClaims, shownClaims } from "./verifying/shown-claims.ts";
import type { CredentialVerification } from "./verifying/verify-credential.ts";

/** What anybody is told of a verification; times in ISO 8601. */
export interface ShownVerification {
  verdict: Verdict;
  checks: Check[];
  /** Who signed it; `name` by our register, null when it is not there. Null = nothing was signed as it is. */
  issuer: ShownIssuer | null;
  claims: ShownClaims | null;
  /** Its issuer says that it is of a trial and worth nothing: only ours say so. */
  trial: boolean;
  /** Address of the certificate that took its place; null = none. */
  successor: string | null;
  /** SHA-256 of what was checked, hexadecimal. */
  fingerprint: string;
  checkedAt: string;
}

export interface ShownIssuer {
  did: string;
  domain: string | null;
  name: string | null;
}

/** What to show of a verification made at `now` of what has this SHA-256. */
export function shownVerification(
  { verdict, checks, issuer, credential }: CredentialVerification,
  fingerprint: string,
  now: Date,
): ShownVerification {
  const claims = credential && shownClaims(credential);
  const superseded = checks.find(({ name }) => name === "not-superseded");
  const did = credential && issuerOf(credential);
  return {
    ...{ verdict, checks, claims, fingerprint },
    issuer: did ? { did, domain: didDomain(did), name: issuer?.name ?? null } : null,
    // `openBadge` gives a notice to those of a trial only.
    trial: issuer?.ours === true && claims?.notice !== null,
    successor: superseded?.outcome === "failed" ? superseded.reason : null,
    checkedAt: now.toISOString(),
  };
}
