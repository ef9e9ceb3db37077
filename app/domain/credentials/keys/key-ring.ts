/** The two proofs that we make, by JOSE name: `eddsa-rdfc-2022` with Ed25519, `vc+jwt` with ES256. */
export const KEY_ALGORITHMS = ["Ed25519", "ES256"] as const;
export type KeyAlgorithm = (typeof KEY_ALGORITHMS)[number];

/** The public half of a key (RFC 7517; RFC 8037 for Ed25519). */
export type PublicJwk =
  | { kty: "OKP"; crv: "Ed25519"; x: string }
  | { kty: "EC"; crv: "P-256"; x: string; y: string };

/** What is published of a key, for ever. */
export interface PublicKey {
  /** Fragment of its address in the DID document; never given to another key. */
  id: string;
  algorithm: KeyAlgorithm;
  publicJwk: PublicJwk;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** When its private half was destroyed; null = it signs. */
  retiredAt: string | null;
  /** Since when somebody else may have signed with it; null = nobody, as far as is known. */
  compromisedSince: string | null;
}

/** A key with its private half (`d` of RFC 7517), which only a key that signs has. */
export interface KeptKey extends PublicKey {
  /** The certificate of an ES256 key, once it needed one: X.509, DER, base64. */
  certificate?: string;
  privateJwk: (PublicJwk & { d: string }) | null;
}

export interface KeyRing {
  version: 1;
  keys: KeptKey[];
}

/** What signs: a file's key here, a KMS's elsewhere. */
export interface SigningKey extends PublicKey {
  /** Ed25519 (RFC 8032) gives 64 bytes; ES256 (RFC 7518 §3.4) gives R and S, 64 bytes. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** The key of the ring that signs with this algorithm; throws when there is none. */
export function signingKey<Key extends PublicKey>(keys: readonly Key[], algorithm: KeyAlgorithm) {
  const key = keys.find((one) => one.algorithm === algorithm && one.retiredAt === null);
  if (!key) throw new Error(`no key signs with ${algorithm}`);
  return key;
}

/**
 * The ring after a rotation: the keys that signed are retired and lose their private half,
 * and stay listed, so that what they signed still verifies; new ones sign. With
 * `compromisedSince` the keys that were retired now are marked. Throws when a new key has an
 * id that the ring has ever had.
 */
export function rotated(
  ring: KeyRing,
  fresh: readonly KeptKey[],
  { now, compromisedSince }: { now: Date; compromisedSince: Date | null },
): KeyRing {
  const ids = new Set(ring.keys.map(({ id }) => id));
  for (const { id } of fresh) {
    if (ids.has(id)) throw new Error(`key id ${id} was used before`);
    ids.add(id);
  }
  const retired = ring.keys.map((key): KeptKey => {
    if (key.retiredAt !== null) return key;
    const since = compromisedSince?.toISOString() ?? key.compromisedSince;
    return { ...key, retiredAt: now.toISOString(), privateJwk: null, compromisedSince: since };
  });
  return { version: 1, keys: [...retired, ...fresh] };
}

/**
 * Whether a signature of this key speaks for the issuer, given when the public log first had
 * the credential (null = it never did). The date that the signature itself bears proves
 * nothing: whoever holds the key writes it.
 */
export function keyVouches({ compromisedSince }: PublicKey, loggedAt: Date | null): boolean {
  if (compromisedSince === null) return true;
  return loggedAt !== null && loggedAt < new Date(compromisedSince);
}
