import { VC_V1, VC_V2 } from "../contexts/pinned.ts";
import { checkSecured } from "../verifying/check-secured.ts";
import { readCredential } from "../verifying/credential-text.ts";
import {
  credentialFault,
  type DataModelFault,
  presentationFault,
} from "../verifying/data-model.ts";
import { malformed, verifyCredential, verifySecured } from "../verifying/verify-credential.ts";
import type { PresentationModel } from "../verifying/verify-presentation.ts";

type Members = Record<string, unknown>;

/** The context that VC 1.1 has for Data Integrity proofs; VC 2.0 brings it in its own. */
export const DATA_INTEGRITY_V2 = "https://w3id.org/security/data-integrity/v2";

/** Whether it is of VC 1.1 by its first context (VC 1.1 §4.1). */
export const isVersion1 = (document: Members): boolean =>
  Array.isArray(document["@context"]) && document["@context"][0] === VC_V1;

/**
 * The same in the words of VC 2.0, so that one set of rules reads both: its base context, and
 * `validFrom` and `validUntil` for `issuanceDate` and `expirationDate` (VC 2.0 §B.4). For
 * looking at only: what was signed is the document as it came.
 */
export function inVersion2<Document extends Members>(document: Document): Document {
  if (!isVersion1(document)) return document;
  const { issuanceDate, expirationDate, verifiableCredential, ...rest } = document;
  const [, ...contexts] = document["@context"] as unknown[];
  return {
    ...(rest as unknown as Document),
    "@context": [VC_V2, ...contexts],
    ...(issuanceDate !== undefined && { validFrom: issuanceDate }),
    ...(expirationDate !== undefined && { validUntil: expirationDate }),
    ...(verifiableCredential !== undefined && {
      verifiableCredential: [verifiableCredential].flat().map(credentialInVersion2),
    }),
  };
}

const credentialInVersion2 = (one: unknown): unknown =>
  typeof one === "object" && one !== null ? inVersion2(one as Members) : one;

/** What is wrong with a credential by the version that it says it is of. */
export function anyCredentialFault(credential: Members): DataModelFault | null {
  return credentialFault(inVersion2(credential)) ?? version1Fault(credential);
}

/** What VC 1.1 asks beyond VC 2.0: a date of issue (§4.5), and an id of each status (§4.9). */
function version1Fault(credential: Members): DataModelFault | null {
  if (!isVersion1(credential)) return null;
  if (credential.issuanceDate === undefined) return "date";
  const statuses = [credential.credentialStatus ?? []].flat() as Members[];
  return statuses.every(({ id }) => id !== undefined) ? null : "status";
}

/** The verdict on a credential of either version; a JWT is of VC 2.0. */
const verifyAny: PresentationModel["verifyCredential"] = async (text, verifier, now) => {
  const read = readCredential(text);
  if (typeof read === "string" || !isVersion1(read.credential)) {
    return verifyCredential(text, verifier, now);
  }
  const fault = anyCredentialFault(read.credential);
  if (fault) return malformed(fault);
  return verifySecuredAny(read, await checkSecured(read, verifier, now), verifier, now);
};

const verifySecuredAny: PresentationModel["verifySecured"] = (read, secured, verifier, now) =>
  verifySecured({ ...read, credential: inVersion2(read.credential) }, secured, verifier, now);

/** Credentials and presentations of VC 1.1 and of VC 2.0. */
export const EITHER_VERSION: PresentationModel = {
  presentationFault: (presentation) => {
    const credentials = [presentation.verifiableCredential ?? []].flat() as Members[];
    const fault = presentationFault(inVersion2(presentation));
    return fault ?? credentials.map(version1Fault).find((one) => one !== null) ?? null;
  },
  verifyCredential: verifyAny,
  verifySecured: verifySecuredAny,
};
