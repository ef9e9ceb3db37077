import { hash } from "node:crypto";
import { spend } from "#app/domain/people/limits.server.ts";
import { addressKey } from "#app/domain/people/limits.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database } from "#app/server/db.ts";
import { busy, createGate } from "#app/server/http/gate.ts";
import type { PdfSignature } from "./formats/pdf/signature.ts";
import { createVerifier } from "./own-verifier.server.ts";
import type { Proofs } from "./proofs.server.ts";
import { type ShownVerification, shownVerification } from "./shown-verification.ts";
import type { UnreadableText } from "./verifying/credential-text.ts";
import type { Outside } from "./verifying/outside.ts";
import type { Verifier } from "./verifying/verifier.ts";
import { verifyCredential } from "./verifying/verify-credential.ts";
import { withDocument } from "./verifying/verify-document.ts";

/** The text of a credential, and the signature of the PDF that it came in, if it did. */
export interface SentText {
  text: string;
  pdf?: PdfSignature;
}

/** What a verification for a visitor needs of the process. */
export interface Checking {
  proofs: Proofs;
  outside: Outside;
}

/** Verifications at once in a process, and milliseconds that one waits for its turn. */
const AT_ONCE = 4;
const PATIENCE = 1500;
const turns = createGate(AT_ONCE, PATIENCE);

/** What a check counts that took all the time it may, beside its own one. */
const TANGLED = 29;

/**
 * Verifies what a visitor sent, in its turn. Refused for a text that is not read as a credential,
 * when every turn is taken (`busy`), and when the visitor's address has used up what the limits
 * give it (`too-many`).
 */
export async function verifySent(
  db: Database,
  checking: Checking,
  address: string,
  sent: SentText,
  now: Date,
): Promise<Result<ShownVerification, UnreadableText | "busy" | "too-many">> {
  const limit = "verification by address";
  if (!(await spend(db, [[limit, addressKey(address)]], now))) return refused("too-many");
  const answer = await turns.pass(async () =>
    verifyText(sent, await createVerifier(db, checking.proofs, checking.outside), now),
  );
  if (answer === busy) return refused("busy");
  if (typeof answer === "string") return refused(answer);
  const reasons = answer.checks.map(({ reason }) => reason);
  if (reasons.includes("too-complex")) {
    await spend(db, [[limit, addressKey(address), TANGLED]], now);
  }
  return reasons.includes("busy") ? refused("busy") : done(answer);
}

/** The verdict on a text, as it is shown; or why it is not read as a credential. */
export async function verifyText(
  { text, pdf }: SentText,
  verifier: Verifier,
  now: Date,
): Promise<ShownVerification | UnreadableText> {
  const verification = await verifyCredential(text, verifier, now);
  if (typeof verification === "string") return verification;
  const whole = pdf ? await withDocument(verification, pdf, verifier) : verification;
  return shownVerification(whole, hash("sha256", text), now);
}
