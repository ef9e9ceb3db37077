/** The verdicts on a credential, in the order in which they prevail. */
export const VERDICTS = [
  "tampered",
  "could-not-check",
  "unknown-issuer",
  "revoked",
  "suspended",
  "superseded",
  "not-yet-valid",
  "expired",
  "valid",
] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * What is checked, a row each, and what the credential is when a row speaks against it. A row
 * that could not be answered is never taken for one that was.
 */
export const CHECKS = {
  /** It is a credential, by the data model (VC 2.0 §4). */
  form: "could-not-check",
  /** Its issuer signed what it says (VC 2.0 §4.12). */
  proof: "tampered",
  /** It is, member for member, what our record says that we issued. */
  "as-issued": "tampered",
  /** The file that it came in, where that is signed too, is as its issuer signed it (PAdES). */
  document: "tampered",
  /** Its issuer is one that we know. */
  issuer: "unknown-issuer",
  /** It was not revoked for good. */
  "not-revoked": "revoked",
  /** It is not suspended. */
  "not-suspended": "suspended",
  /** No other took its place. */
  "not-superseded": "superseded",
  /** Its validity has begun (VC 2.0 §4.9 validFrom). */
  begun: "not-yet-valid",
  /** Its validity has not ended (VC 2.0 §4.9 validUntil). */
  "in-force": "expired",
} as const satisfies Record<string, Verdict>;
export type CheckName = keyof typeof CHECKS;

export type Outcome =
  | "passed"
  | "failed"
  /** It was tried and there is no answer. */
  | "unknown"
  /** It does not ask for this: no status, no date. */
  | "does-not-apply"
  /** What came before it failed, so that asking would mean nothing. */
  | "not-checked";

export interface Check {
  name: CheckName;
  outcome: Outcome;
  /** What was found, as a code; null when there is nothing to add. */
  reason: string | null;
}

/** The verdict that the rows give together: of those that speak against it, the one that prevails. */
export function verdictOf(checks: readonly Check[]): Verdict {
  const against = new Set(
    checks.flatMap(({ name, outcome }): Verdict[] => {
      if (outcome === "failed") return [CHECKS[name]];
      return outcome === "unknown" ? ["could-not-check"] : [];
    }),
  );
  return VERDICTS.find((verdict) => against.has(verdict)) ?? "valid";
}

/** All rows in their order: those given, and the rest as not checked. */
export function everyCheck(checks: readonly Check[]): Check[] {
  const names = Object.keys(CHECKS) as CheckName[];
  return names.map(
    (name) =>
      checks.find((check) => check.name === name) ?? { name, outcome: "not-checked", reason: null },
  );
}
