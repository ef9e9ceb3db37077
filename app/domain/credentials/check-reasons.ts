/** The reasons of a row that have a sentence of their own. */
const CHECK_REASONS = [
  "not-plain",
  "no-proof",
  "unsupported-proof",
  "malformed-proof",
  "wrong-purpose",
  "signature",
  "undefined-term",
  "redefined-term",
  "invalid-context",
  "unknown-context",
  "invalid",
  "too-complex",
  "busy",
  "not-by-issuer",
  "unlisted-key",
  "unreachable",
  "refused",
  "did-document",
  "claims-disagree",
  "compromised-key",
  "not-in-record",
  "not-as-issued",
  "altered-document",
  "unsigned-document",
  "signed-by-another",
  "unsupported-status",
  "list-unreachable",
  "list-refused",
  "list-malformed",
  "list-of-another",
  "list-not-signed",
  "list-not-current",
] as const;
export type CheckReason = (typeof CHECK_REASONS)[number];

export const isCheckReason = (reason: string): reason is CheckReason =>
  (CHECK_REASONS as readonly string[]).includes(reason);
