import { fromBase58btc } from "../../keys/multibase.ts";

/** A proof as we make and accept it (VC Data Integrity 1.0 §2.1; vc-di-eddsa §3.2). */
export interface DataIntegrityProof {
  type: "DataIntegrityProof";
  created?: string;
  expires?: string;
  verificationMethod: string;
  cryptosuite: "eddsa-rdfc-2022";
  proofPurpose: string;
  proofValue: string;
}

/** Why a proof does not speak for what it stands in. */
export type ProofFault =
  /** There is none. */
  | "no-proof"
  /** Another type, another cryptosuite, or proofs that hang together. */
  | "unsupported-proof"
  /** A part of it is missing or is not written in its one form. */
  | "malformed-proof"
  /** Made for something other than what it stands for here. */
  | "wrong-purpose"
  /** The signature is of something else. */
  | "signature"
  /** A word that no context defines, so that no signature can cover it. */
  | "undefined-term"
  /** A context that redefines a protected word. */
  | "redefined-term"
  /** A context of its own that is none (JSON-LD 1.1 API §4). */
  | "invalid-context"
  /** A context that is not in our map. */
  | "unknown-context"
  /** Not JSON-LD, or not as VC 2.0 wants it. */
  | "invalid"
  /** So tangled that it cannot be put in order within the limits. */
  | "too-complex"
  /** The key belongs to somebody else than the issuer. */
  | "not-by-issuer"
  /** The issuer's document does not list the key. */
  | "unlisted-key"
  /** Too many wait to be checked. */
  | "busy";

/** What it takes to check one proof. */
export interface CheckRequest {
  /** With the one proof that is checked. */
  credential: Record<string, unknown>;
  verificationMethod: { id: string };
  /** The issuer's DID document. */
  controller: { id: string };
}

/** The same of any document, such as a presentation. */
export interface SignatureRequest {
  /** With the one proof that is checked. */
  document: Record<string, unknown>;
  verificationMethod: { id: string };
}

/** The members that a proof of this suite can have. Others would have to be understood first. */
const MEMBERS = new Set([
  "type",
  "id",
  "created",
  "expires",
  "domain",
  "challenge",
  "nonce",
  "cryptosuite",
  "proofPurpose",
  "proofValue",
  "verificationMethod",
]);

/** Bytes of an Ed25519 signature (RFC 8032 §5.1.6). */
const SIGNATURE = 64;

/** The proofs of a document as a list: VC Data Integrity 1.0 §2.1 allows one or several. */
export function proofsOf(document: { proof?: unknown }): unknown[] {
  const { proof } = document;
  if (proof === undefined) return [];
  return Array.isArray(proof) ? proof : [proof];
}

/**
 * What is wrong with a proof before any cryptography; null = nothing.
 *
 * The library would let pass an `@context` of the proof's own, which replaces the document's
 * when the proof is hashed, and a `proofValue` in base64url, which the suite does not have.
 */
export function proofFault(proof: unknown, purpose: string): ProofFault | null {
  if (typeof proof !== "object" || proof === null || Array.isArray(proof)) return "malformed-proof";
  const { type, cryptosuite, verificationMethod, proofPurpose, proofValue } = proof as Record<
    string,
    unknown
  >;
  if (type === undefined) return "malformed-proof";
  if (type !== "DataIntegrityProof" || cryptosuite !== "eddsa-rdfc-2022")
    return "unsupported-proof";
  // §2.1 allows several domains, which the proof of a credential has no use for.
  if ("previousProof" in proof || Array.isArray((proof as { domain?: unknown }).domain)) {
    return "unsupported-proof";
  }
  if (Object.keys(proof).some((member) => !MEMBERS.has(member))) return "malformed-proof";
  if (Object.values(proof).some((value) => typeof value !== "string")) return "malformed-proof";
  if (typeof verificationMethod !== "string" || typeof proofValue !== "string") {
    return "malformed-proof";
  }
  if (proofPurpose === undefined) return "malformed-proof";
  if (proofPurpose !== purpose) return "wrong-purpose";
  if (fromBase58btc(proofValue)?.length !== SIGNATURE) return "malformed-proof";
  return null;
}
