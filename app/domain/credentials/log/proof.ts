import { areEqual, HASH_BYTES, type Hashing } from "./hashing.ts";
import type { Range } from "./shape.ts";

/** A leaf, and what is said to lead from it to the root of the tree. */
export interface InclusionProof {
  index: number;
  size: number;
  leafHash: Uint8Array;
  proof: readonly Uint8Array[];
  root: Uint8Array;
}

/** Whether the leaf stands at that place of the tree with that root: RFC 9162 §2.1.3.2. */
export function verifyInclusion(
  { index, size, leafHash, proof, root }: InclusionProof,
  { node }: Hashing,
): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  if (leafHash.length !== HASH_BYTES || !areHashes(proof)) return false;
  let [place, last] = [index, size - 1];
  let hash = leafHash;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      hash = node(sibling, hash);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      hash = node(hash, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && areEqual(hash, root);
}

/** Two trees, and what is said to show that the first one begins the second. */
export interface ConsistencyProof {
  firstSize: number;
  size: number;
  firstRoot: Uint8Array;
  root: Uint8Array;
  proof: readonly Uint8Array[];
}

/**
 * Whether the tree of `firstSize` leaves begins that of `size`: RFC 9162 §2.1.4.2. The empty
 * tree begins every tree and proves nothing: it is refused.
 */
export function verifyConsistency(
  { firstSize, firstRoot, ...rest }: ConsistencyProof,
  hashing: Hashing,
): boolean {
  if (firstSize === 0) return false;
  const subtree = { start: 0, end: firstSize };
  return verifySubtree({ ...rest, subtree, subtreeRoot: firstRoot }, hashing);
}

/** A subtree and the tree that is said to hold it. */
export interface SubtreeProof {
  subtree: Range;
  size: number;
  subtreeRoot: Uint8Array;
  root: Uint8Array;
  proof: readonly Uint8Array[];
}

/**
 * Whether a tree holds a subtree, which for one from its left edge is RFC 9162 §2.1.4.2; in
 * general, "Verifying a Subtree Consistency Proof" of draft-ietf-plants-merkle-tree-certs.
 */
export function verifySubtree(
  { subtree, size, subtreeRoot, root, proof }: SubtreeProof,
  { empty, node }: Hashing,
): boolean {
  const { start, end } = subtree;
  if (!isSubtree(subtree) || !isCount(size) || end > size || !areHashes(proof)) return false;
  if (start === end) return proof.length === 0 && areEqual(subtreeRoot, empty);

  let [left, right, last] = [start, end - 1, size - 1];
  const up = () => {
    [left, right, last] = [half(left), half(right), half(last)];
  };
  // Up to the lowest node that the subtree and the tree share at the subtree's right edge.
  const touches = right === last;
  while (left !== right && (touches || isOdd(right))) up();

  const rest = [...proof];
  const seed = left === right ? subtreeRoot : rest.shift();
  if (!seed) return false;
  let [inner, outer] = [seed, seed];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(right) || right === last) {
      if (left < right) inner = node(sibling, inner);
      outer = node(sibling, outer);
      while (!isOdd(right)) up();
    } else {
      outer = node(outer, sibling);
    }
    up();
  }
  return last === 0 && areEqual(inner, subtreeRoot) && areEqual(outer, root);
}

/** A subtree begins at a multiple of the least power of two that holds it. */
export function isSubtree({ start, end }: Range): boolean {
  if (!isCount(start) || !isCount(end) || start > end) return false;
  return start === end || start % 2 ** Math.ceil(Math.log2(end - start)) === 0;
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const isOdd = (value: number): boolean => value % 2 === 1;
const half = (value: number): number => Math.floor(value / 2);

const areHashes = (proof: readonly Uint8Array[]): boolean =>
  proof.every(({ length }) => length === HASH_BYTES);
