import { type ProofFault, proofFault, proofsOf } from "../formats/data-integrity/proof.ts";
import { type ClaimsFault, claimsFault } from "../formats/vc-jwt/compact.ts";
import { publicKeyFor } from "../formats/vc-jwt/public-key.ts";
import { type ListedKey, listedKey } from "../keys/listed-key.ts";
import type { Outcome } from "../verdict.ts";
import type { CredentialText } from "./credential-text.ts";
import { isOver } from "./in-time.ts";
import { CLOCK_SKEW, type FetchFault, type Verifier } from "./verifier.ts";

export type SecuredFault =
  | ProofFault
  | FetchFault
  /** What was fetched is not the issuer's DID document. */
  | "did-document"
  /** Controlled Identifiers 1.0 §2.2: nothing is verified with a key that was revoked or whose time is over. */
  | "retired-key"
  /** VC Data Integrity 1.0 §2.1 expires: the time for which it was signed is over. */
  | "expired-proof"
  | ClaimsFault;

/** What a fault says: that it was changed, or that there is no telling. */
export const FAULT_SAYS = {
  "no-proof": "unknown",
  "unsupported-proof": "unknown",
  "malformed-proof": "failed",
  "wrong-purpose": "failed",
  signature: "failed",
  "undefined-term": "failed",
  // No processor reads it, so that nobody can have checked what was signed.
  "redefined-term": "unknown",
  "invalid-context": "unknown",
  "unknown-context": "unknown",
  invalid: "unknown",
  "too-complex": "unknown",
  busy: "unknown",
  "not-by-issuer": "failed",
  // A key of ours is never taken off the list; others do it to old keys.
  "unlisted-key": "unknown",
  unreachable: "unknown",
  refused: "unknown",
  "did-document": "unknown",
  "retired-key": "unknown",
  "expired-proof": "unknown",
  "early-proof": "unknown",
  // Its issuer signed both: nobody changed it.
  "claims-disagree": "unknown",
} as const satisfies Record<SecuredFault, Outcome>;

export interface Secured {
  outcome: "passed" | "failed" | "unknown";
  reason: SecuredFault | null;
  /** The keys that signed, whole addresses; empty unless passed. */
  keys: string[];
}

/**
 * Whether its issuer signed what it says, with keys and for a time that count at `now`. All
 * its proofs must hold, whatever their number.
 */
export async function checkSecured(
  read: CredentialText,
  verifier: Verifier,
  now: Date,
): Promise<Secured> {
  const did = issuerOf(read.credential);
  const keys = read.form === "jwt" ? [keyOfJwt(read.jwt.kid, did)] : keysOfProofs(read.credential);
  if (typeof keys === "string") return because(keys);
  if (keys.some((key) => !key.startsWith(`${did}#`))) return because("not-by-issuer");
  const fetched = await verifier.didDocument(did);
  if (!fetched.ok) return because(fetched.reason);
  const document = fetched.value;
  if (document.id !== did) return because("did-document");
  for (const [index, key] of keys.entries()) {
    const method = listedKey(document, did, key, "assertionMethod");
    if (!method) return because("unlisted-key", verifier.knownIssuer(did)?.ours);
    if (isOver(method.revoked, now) || isOver(method.expires, now)) return because("retired-key");
    const fault = await faultOf(read, index, { document, method, did }, verifier);
    if (fault) return because(fault);
  }
  const late = timeFault(read, now);
  if (late) return because(late);
  return { outcome: "passed", reason: null, keys };
}

const because = (reason: SecuredFault, certain = false): Secured => ({
  outcome: certain ? "failed" : FAULT_SAYS[reason],
  reason,
  keys: [],
});

export function issuerOf({ issuer }: Record<string, unknown>): string {
  return String(typeof issuer === "object" && issuer ? (issuer as { id?: unknown }).id : issuer);
}

/** Proofs that one credential may have: each costs a canonicalisation. */
const PROOFS = 3;

function keysOfProofs(credential: Record<string, unknown>): string[] | ProofFault {
  const proofs = proofsOf(credential);
  if (proofs.length === 0) return "no-proof";
  if (proofs.length > PROOFS) return "unsupported-proof";
  const faults = proofs.flatMap((proof) => proofFault(proof, "assertionMethod") ?? []);
  const fault = faults.find((one) => FAULT_SAYS[one] === "failed") ?? faults[0];
  return (
    fault ?? proofs.map((proof) => (proof as { verificationMethod: string }).verificationMethod)
  );
}

/** VC-JOSE-COSE §4.1.1: `kid` is the key's address, or its fragment in the issuer's document. */
const keyOfJwt = (kid: string, did: string): string =>
  kid.startsWith("did:") ? kid : `${did}#${kid.replace(/^#/, "")}`;

interface Signer {
  document: Record<string, unknown>;
  method: ListedKey;
  did: string;
}

async function faultOf(
  read: CredentialText,
  index: number,
  { document, method, did }: Signer,
  verifier: Verifier,
): Promise<SecuredFault | null> {
  if (read.form === "json") {
    const credential = { ...read.credential, proof: proofsOf(read.credential)[index] };
    // As `listedKey` found it; the library reads whole addresses only.
    const controller = { ...document, id: did, assertionMethod: [method.id] };
    return verifier.checkProof({ credential, verificationMethod: method, controller });
  }
  const { publicKeyJwk } = method;
  if (typeof publicKeyJwk !== "object" || publicKeyJwk === null) return "unsupported-proof";
  const key = publicKeyFor(read.jwt.algorithm, publicKeyJwk as Record<string, unknown>);
  if (!key) return "unsupported-proof";
  return (await verifier.checkJwt(read.jwt, key)) ? null : "signature";
}

/** What was signed says for how long its signature counts. */
function timeFault(read: CredentialText, now: Date): SecuredFault | null {
  if (read.form === "jwt") return claimsFault(read.jwt.payload, { now, skew: CLOCK_SKEW });
  const proofs = proofsOf(read.credential) as { expires?: unknown }[];
  return proofs.some(({ expires }) => isOver(expires, now)) ? "expired-proof" : null;
}
