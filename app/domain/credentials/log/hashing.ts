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

/** The hashes of RFC 9162 §2.1.1 over a SHA-256. */
export function hashing(sha256: Sha256): Hashing {
  return {
    empty: sha256(new Uint8Array(0)),
    leaf(data) {
      const bytes = new Uint8Array(1 + data.length);
      bytes.set(data, 1);
      return sha256(bytes);
    },
    node(left, right) {
      const bytes = new Uint8Array(1 + left.length + right.length);
      bytes[0] = 1;
      bytes.set(left, 1);
      bytes.set(right, 1 + left.length);
      return sha256(bytes);
    },
  };
}

export function areEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
