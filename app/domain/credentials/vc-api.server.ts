import type { z } from "zod";
import { jwtSignatureHolds } from "./formats/vc-jwt/verify.server.ts";
import { readObject } from "./json-text.ts";
import { checkProof, checkSignature, startProofs } from "./proofs.server.ts";
import {
  credentialAnswer,
  notVerified,
  presentationAnswer,
  refusal,
  type VcApiAnswer,
} from "./vc-api/answer.server.ts";
import { passingIssuer } from "./vc-api/issue.server.ts";
import { problem } from "./vc-api/problem.server.ts";
import {
  IssueRequest,
  rowsAsked,
  VerifyCredentialRequest,
  VerifyPresentationRequest,
} from "./vc-api/request.ts";
import { EITHER_VERSION } from "./vc-api/version-1.ts";
import { worldOf } from "./vc-api/world.ts";
import { textOf } from "./verifying/enveloped.ts";
import { verifyPresentation } from "./verifying/verify-presentation.ts";

/** VC-API's own names of what the profile does. */
export const VC_API_PATHS = [
  "/credentials/issue",
  "/credentials/verify",
  "/presentations/verify",
] as const;
export type VcApiPath = (typeof VC_API_PATHS)[number];

/**
 * The W3C's VC-API over what issues and verifies our certificates, for its test suites. It
 * accepts what the site does not: VC 1.1, did:key, any issuer, the vocabulary of the examples.
 * So it is a command of the operator's (`vc-api --test`) and never a part of the site.
 * @param documents DID documents that it knows beside did:key; it asks no network.
 */
export function startVcApi(documents: readonly Record<string, unknown>[], clock: () => Date) {
  const entry = new URL("./vc-api/thread.server.ts", import.meta.url);
  const proofs = startProofs({}, entry);
  const issuer = passingIssuer(proofs, clock);
  const world = worldOf(documents, {
    checkProof: (request) => checkProof(proofs, request),
    checkSignature: (request) => checkSignature(proofs, request),
    checkJwt: jwtSignatureHolds,
  });

  const answers: Record<VcApiPath, (body: unknown) => Promise<VcApiAnswer>> = {
    async "/credentials/issue"(body) {
      const asked = IssueRequest.safeParse(body);
      if (!asked.success) return refusal(problem("request", whatIsWrong(asked.error)));
      const outcome = await issuer.issue(asked.data.credential);
      return "refused" in outcome
        ? refusal(outcome.refused)
        : { status: 201, body: { verifiableCredential: outcome.issued } };
    },

    async "/credentials/verify"(body) {
      const asked = VerifyCredentialRequest.safeParse(body);
      if (!asked.success) return notVerified([problem("request", whatIsWrong(asked.error))]);
      const { verifiableCredential: credential, options } = asked.data;
      const text = typeof credential === "string" ? credential : textOf(credential);
      const found =
        text === null
          ? "unsupported-proof"
          : await EITHER_VERSION.verifyCredential(text, world, clock());
      return credentialAnswer(found, rowsAsked(options?.checks));
    },

    async "/presentations/verify"(body) {
      const asked = VerifyPresentationRequest.safeParse(body);
      if (!asked.success) return notVerified([problem("request", whatIsWrong(asked.error))]);
      const { verifiablePresentation, options: { checks, ...occasion } = {} } = asked.data;
      const text = JSON.stringify(verifiablePresentation);
      const at = { ...occasion, now: clock() };
      const found = await verifyPresentation(text, world, at, EITHER_VERSION);
      return presentationAnswer(found, rowsAsked(checks));
    },
  };

  return {
    /** Who issues: a did:key made now. */
    issuer: issuer.did,
    /** The answer to a POST of this text. A body that is no plain JSON is refused like any other. */
    async answer(path: VcApiPath, text: string): Promise<VcApiAnswer> {
      const body = readObject(text);
      if (typeof body === "string") return notVerified([problem("request", body)]);
      return answers[path](body);
    },
    close: () => proofs.close(),
  };
}

/** Which member is not as VC-API has it, as a path. */
const whatIsWrong = ({ issues: [first] }: z.ZodError): string =>
  `malformed: ${first?.path.join(".")}`;
