import { ed25519Multikey, fromEd25519Multikey } from "../keys/multibase.ts";

const METHOD = "did:key:";

/** The did:key of an Ed25519 key of 32 bytes (did:key §3.1). */
export const didKey = (publicKey: Uint8Array): string => `${METHOD}${ed25519Multikey(publicKey)}`;

/** The address of the one key of a did:key: its own text is the fragment (did:key §3.1.2). */
export const didKeyAddress = (did: string): string => `${did}#${did.slice(METHOD.length)}`;

/**
 * The document that a did:key is by itself (did:key §3.1), for signing and authenticating; null
 * for a key other than Ed25519 and for any other text.
 */
export function didKeyDocument(did: string): Record<string, unknown> | null {
  const multikey = did.slice(METHOD.length);
  if (!did.startsWith(METHOD) || !fromEd25519Multikey(multikey)) return null;
  const id = didKeyAddress(did);
  return {
    "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
    id: did,
    verificationMethod: [{ id, type: "Multikey", controller: did, publicKeyMultibase: multikey }],
    authentication: [id],
    assertionMethod: [id],
  };
}
