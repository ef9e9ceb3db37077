import type { CheckName } from "../verdict.ts";

/** What a problem is of: the request itself, or a row of the verification. */
export type ProblemOf = CheckName | "request";

const DATA_MODEL = "https://www.w3.org/TR/vc-data-model#";
const STATUS = "https://www.w3.org/ns/credentials/status-list#STATUS_VERIFICATION_ERROR";

/** VC 2.0 §7.2 and Bitstring Status List 1.0 §3.5: the types of problem that they name. */
const PROBLEMS = {
  request: { type: `${DATA_MODEL}PARSING_ERROR`, title: "It cannot be read" },
  form: { type: `${DATA_MODEL}MALFORMED_VALUE_ERROR`, title: "Not as the data model says" },
  proof: { type: `${DATA_MODEL}CRYPTOGRAPHIC_SECURITY_ERROR`, title: "Its proof does not hold" },
  "as-issued": { type: `${DATA_MODEL}CRYPTOGRAPHIC_SECURITY_ERROR`, title: "Not as it was issued" },
  document: { type: `${DATA_MODEL}CRYPTOGRAPHIC_SECURITY_ERROR`, title: "Another document" },
  issuer: { type: `${DATA_MODEL}MALFORMED_VALUE_ERROR`, title: "Another issuer" },
  "not-revoked": { type: STATUS, title: "Its status does not speak for it" },
  "not-suspended": { type: STATUS, title: "Its status does not speak for it" },
  "not-superseded": { type: STATUS, title: "Another took its place" },
  begun: { type: `${DATA_MODEL}RANGE_ERROR`, title: "Its validity has not begun" },
  "in-force": { type: `${DATA_MODEL}RANGE_ERROR`, title: "Its validity has ended" },
} as const satisfies Record<ProblemOf, { type: string; title: string }>;

/** A problem as VC-API answers it (RFC 9457 §3); the detail is our code of the reason. */
export interface Problem {
  type: string;
  title: string;
  detail: string;
}

export const problem = (of: ProblemOf, reason: string | null): Problem => ({
  ...PROBLEMS[of],
  detail: reason ?? of,
});
