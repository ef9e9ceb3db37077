/** SHA-256 (FIPS 180-4), given by who calls: it is the one thing here that a runtime must bring. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** Bytes of a hash. */
export const HASH_BYTES = 32;

/** The hashes of a Merkle tree, RFC 9162 §2.1.1. Leaves and nodes can never be taken for each other. */
export interface Hashing {
  /** MTH({}): the hash of no bytes. */
  readonly empty: Uint8Array;
  /** MTH({d[0]}) = SHA-256(0x00 || d[0]). */
  leaf(data: Uint8Array): Uint8Array;
  /** SHA-256(0x01 || left || right). */
  node(left: Uint8Array, right: Uint8Array): Uint8Array;
}

/** The hashes of RFC 9162 §2.1.1 over a SHA-256, which may not keep the bytes that it is given. */
export function hashing(sha256: Sha256): Hashing {
  // A proof hashes hundreds of pairs: a buffer for each was collected in pauses of 10 ms.
  const pair = new Uint8Array(1 + 2 * HASH_BYTES);
  pair[0] = 1;
  return {
    empty: sha256(new Uint8Array(0)),
    leaf(data) {
      const bytes = new Uint8Array(1 + data.length);
      bytes.set(data, 1);
      return sha256(bytes);
    },
    node(left, right) {
      const hashes = left.length === HASH_BYTES && right.length === HASH_BYTES;
      // What a proof calls a hash may have any length.
      const bytes = hashes ? pair : new Uint8Array(1 + left.length + right.length).fill(1, 0, 1);
      bytes.set(left, 1);
      bytes.set(right, 1 + left.length);
      return sha256(bytes);
    },
  };
}

export function areEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
