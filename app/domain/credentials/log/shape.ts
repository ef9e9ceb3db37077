import type { Hashing } from "./hashing.ts";

/** Leaves from `start` up to `end`, without it: D[start:end] of RFC 9162 §2.1. */
export interface Range {
  start: number;
  end: number;
}

/** The root of 2^level leaves, counted among those of its level from the left. */
export interface TreeNode {
  level: number;
  index: number;
}

/** What a proof of inclusion names, from the leaf to the root: PATH(index, D[size]), RFC 9162 §2.1.3.1. */
export function inclusionPath(index: number, size: number): Range[] {
  const path: Range[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      path.push({ start: middle, end });
      end = middle;
    } else {
      path.push({ start, end: middle });
      start = middle;
    }
  }
  return path.reverse();
}

/** What a proof that D[first] begins D[size] names: PROOF(first, D[size]), RFC 9162 §2.1.4.1; 0 < first ≤ size. */
export function consistencyPath(first: number, size: number): Range[] {
  const path: Range[] = [];
  let [start, end] = [0, size];
  while (first !== end) {
    const middle = start + splitOf(end - start);
    if (first <= middle) {
      path.push({ start: middle, end });
      end = middle;
    } else {
      path.push({ start, end: middle });
      start = middle;
    }
  }
  // From the left edge it is the first tree itself, which who asks has.
  if (start > 0) path.push({ start, end });
  return path.reverse();
}

/** The largest power of two smaller than `count`: k of RFC 9162 §2.1.1. */
function splitOf(count: number): number {
  return 2 ** Math.ceil(Math.log2(count) - 1);
}

/** The whole subtrees that a range of a tree is made of, from the left; each is smaller than the one before. */
export function subtreesOf({ start, end }: Range): TreeNode[] {
  const nodes: TreeNode[] = [];
  for (let from = start; from < end; ) {
    const level = Math.floor(Math.log2(end - from));
    const width = 2 ** level;
    nodes.push({ level, index: from / width });
    from += width;
  }
  return nodes;
}

/** MTH of a range (RFC 9162 §2.1.1) from the hashes of its whole subtrees. */
export function hashOfRange(
  range: Range,
  hashOf: (node: TreeNode) => Uint8Array,
  { empty, node }: Hashing,
): Uint8Array {
  const hashes = subtreesOf(range).map(hashOf);
  return hashes.length === 0 ? empty : hashes.reduceRight((right, left) => node(left, right));
}
