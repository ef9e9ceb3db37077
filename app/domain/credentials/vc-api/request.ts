import { z } from "zod";
import type { CheckName } from "../verdict.ts";

type Members = Record<string, unknown>;

/** An object as it came: a copy could leave members out that were signed. */
const members = z.custom<Members>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
);

/** What `options.checks` can ask for, and the rows that answer it. Absent = all of them. */
const CHECKS_ASKED = {
  proof: [],
  credentialStatus: ["not-revoked", "not-suspended"],
  validityPeriod: ["begun", "in-force"],
} as const satisfies Record<string, CheckName[]>;

const checks = z.array(z.enum(Object.keys(CHECKS_ASKED) as (keyof typeof CHECKS_ASKED)[]));

/** VC-API "Issue Credential": a credential to be issued. */
export const IssueRequest = z.object({ credential: members });

/** VC-API "Verify Credential": a credential to be verified, JSON or JWT. */
export const VerifyCredentialRequest = z.object({
  verifiableCredential: z.union([members, z.string()]),
  options: z.object({ checks: checks.optional() }).optional(),
});

/** VC-API "Verify Presentation": a presentation to be verified. */
export const VerifyPresentationRequest = z.object({
  verifiablePresentation: members,
  options: z
    .object({
      challenge: z.string().optional(),
      domain: z.string().optional(),
      checks: checks.optional(),
    })
    .optional(),
});

/** The rows that must pass for what was asked: form, proof and issuer always. */
export function rowsAsked(asked?: z.infer<typeof checks>): CheckName[] {
  const names = asked ?? (Object.keys(CHECKS_ASKED) as (keyof typeof CHECKS_ASKED)[]);
  return ["form", "proof", "issuer", ...names.flatMap((name) => CHECKS_ASKED[name])];
}
