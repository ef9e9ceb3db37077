import type { PublicJwk, PublicKey } from "./key-ring.ts";
import { bytesOf, ed25519Multikey } from "./multibase.ts";

/** A verification method of a DID document (Controlled Identifiers 1.0 §2.2). */
type VerificationMethod =
  | { id: string; type: "Multikey"; controller: string; publicKeyMultibase: string }
  | { id: string; type: "JsonWebKey"; controller: string; publicKeyJwk: PublicJwk & JwkLabels };

interface JwkLabels {
  kid: string;
  alg: "ES256";
  use: "sig";
}

export interface DidDocument {
  "@context": string[];
  id: string;
  verificationMethod: VerificationMethod[];
  assertionMethod: string[];
}

/**
 * did:web of the site at an origin (did:web §3.1): a port's colon is percent-encoded. Its
 * document is at `/.well-known/did.json` there.
 */
export function didWeb(origin: string): string {
  return `did:web:${encodeURIComponent(new URL(origin).host)}`;
}

/** A key's whole address: what a proof names as `verificationMethod`, a JWT as `kid`. */
export const keyAddress = (did: string, { id }: Pick<PublicKey, "id">): string => `${did}#${id}`;

/**
 * The issuer's DID document: every key that ever signed, listed in `assertionMethod`. A retired
 * key that were taken off, or given an `expires` or a `revoked`, would stop what it signed from
 * verifying; what a compromised key may still vouch for is the log's business.
 */
export function didDocument(did: string, keys: readonly PublicKey[]): DidDocument {
  return {
    "@context": [
      "https://www.w3.org/ns/did/v1",
      "https://w3id.org/security/multikey/v1",
      "https://w3id.org/security/jwk/v1",
    ],
    id: did,
    verificationMethod: keys.map((key) => verificationMethod(did, key)),
    assertionMethod: keys.map((key) => keyAddress(did, key)),
  };
}

function verificationMethod(did: string, key: PublicKey): VerificationMethod {
  const { id, publicJwk } = key;
  const address = keyAddress(did, key);
  if (publicJwk.kty === "OKP") {
    const publicKeyMultibase = ed25519Multikey(bytesOf(publicJwk.x));
    return { id: address, type: "Multikey", controller: did, publicKeyMultibase };
  }
  const publicKeyJwk = { ...publicJwk, kid: id, alg: "ES256", use: "sig" } as const;
  return { id: address, type: "JsonWebKey", controller: did, publicKeyJwk };
}
