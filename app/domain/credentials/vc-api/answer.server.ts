import type { CheckName } from "../verdict.ts";
import type { CredentialVerification } from "../verifying/verify-credential.ts";
import type { PresentationVerification } from "../verifying/verify-presentation.ts";
import { type Problem, problem } from "./problem.server.ts";

/** An answer of VC-API: HTTP status and JSON. */
export interface VcApiAnswer {
  status: number;
  body: unknown;
}

/** What could not be done, as 400: nothing was issued. */
export const refusal = (found: Problem): VcApiAnswer => ({
  status: 400,
  body: { errors: [found.detail], problemDetails: [found] },
});

/** The same of a verification. */
export const notVerified = (problems: Problem[], more: object = {}): VcApiAnswer => ({
  status: 400,
  body: {
    verified: false,
    ...more,
    errors: problems.map(({ detail }) => detail),
    problemDetails: problems,
  },
});

/**
 * Whether a credential is verified in the rows that were asked for. What speaks against it in
 * the others is said as a warning.
 */
export function credentialAnswer(
  found: CredentialVerification | string,
  rows: readonly CheckName[],
): VcApiAnswer {
  if (typeof found === "string") return notVerified([problem("request", found)]);
  const { against, beside } = problemsOf(found, rows);
  const { checks } = found;
  if (against.length > 0) return notVerified(against, { checks });
  return { status: 200, body: { verified: true, checks, errors: [], problemDetails: beside } };
}

/** Whether a presentation is verified, and each credential in it. */
export function presentationAnswer(
  found: PresentationVerification | string,
  rows: readonly CheckName[],
): VcApiAnswer {
  if (typeof found === "string") return notVerified([problem("request", found)]);
  const { name, outcome, reason } = found.check;
  if (outcome !== "passed") return notVerified([problem(name, reason)]);
  const results = found.credentials.map((one) => credentialAnswer(one, rows));
  const { holder } = found;
  const credentialResults = results.map(({ body }) => body);
  const problems = results.flatMap(({ status, body }) =>
    status === 200 ? [] : (body as { problemDetails: Problem[] }).problemDetails,
  );
  if (problems.length > 0) return notVerified(problems, { credentialResults });
  return {
    status: 200,
    body: { verified: true, holder, credentialResults, errors: [], problemDetails: [] },
  };
}

/** A row that was asked for and not looked at is no better than one that failed. */
function problemsOf({ checks }: CredentialVerification, rows: readonly CheckName[]) {
  const problems = checks
    .filter(({ outcome }) => outcome !== "passed" && outcome !== "does-not-apply")
    .map(({ name, outcome, reason }) => ({ name, outcome, found: problem(name, reason) }));
  const asked = problems.filter(({ name }) => rows.includes(name));
  const tried = asked.filter(({ outcome }) => outcome !== "not-checked");
  return {
    against: (tried.length > 0 ? tried : asked).map(({ found }) => found),
    beside: problems.filter(({ name }) => !rows.includes(name)).map(({ found }) => found),
  };
}
