import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { treeHashes as hashes } from "#app/domain/credentials/log/key.server.ts";
import {
  isSubtree,
  verifyConsistency,
  verifyInclusion,
  verifySubtree,
} from "#app/domain/credentials/log/proof.ts";
import { consistencyPath, inclusionPath, type Range } from "#app/domain/credentials/log/shape.ts";

/** MTH as RFC 9162 §2.1.1 writes it, slowly, over leaves `hoja 0`, `hoja 1`… */
function rootOf({ start, end }: Range): Uint8Array {
  if (end - start === 1) return hashes.leaf(Buffer.from(`hoja ${start}`));
  let half = 1;
  while (half * 2 < end - start) half *= 2;
  return hashes.node(rootOf({ start, end: start + half }), rootOf({ start: start + half, end }));
}

const tree = (size: number) => rootOf({ start: 0, end: size });
const leafHash = (index: number) => rootOf({ start: index, end: index + 1 });
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

function inclusionOf(index: number, size: number) {
  const proof = inclusionPath(index, size).map(rootOf);
  return { index, size, leafHash: leafHash(index), proof, root: tree(size) };
}

function consistencyOf(firstSize: number, size: number) {
  const proof = consistencyPath(firstSize, size).map(rootOf);
  return { firstSize, size, firstRoot: tree(firstSize), root: tree(size), proof };
}

/** A sequence of its own for each seed (Park and Miller's minimal standard). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 16807) % 2147483647;
    return state % sides;
  };
}

describe("a proof with anything changed", () => {
  const seed = Number(process.env.SEED ?? Date.now() % 2147483647);

  test(`is refused, 500 times over (SEED=${seed})`, () => {
    const roll = dice(seed);
    const flipped = (bytes: Uint8Array) => {
      const copy = Uint8Array.from(bytes);
      copy[roll(copy.length)] = (copy[0] ?? 0) ^ (1 << roll(8)) ^ 0xff;
      return hex(copy) === hex(bytes) ? Uint8Array.from(bytes, (byte) => byte ^ 1) : copy;
    };
    const damaged = (proof: Uint8Array[]) => {
      const at = roll(proof.length);
      const ways = [
        () => proof.with(at, flipped(proof[at] as Uint8Array)),
        () => proof.toSpliced(at, 1),
        () => proof.toSpliced(at, 0, proof[at] as Uint8Array),
        () => [...proof, hashes.empty],
      ];
      return (ways[roll(ways.length)] as () => Uint8Array[])();
    };
    for (let round = 0; round < 500; round += 1) {
      const size = 2 + roll(300);
      const inclusion = inclusionOf(roll(size), size);
      const consistency = consistencyOf(1 + roll(size - 1), size);
      const about = `SEED=${seed} round ${round}`;
      for (const change of [
        { proof: damaged(inclusion.proof) },
        { root: flipped(inclusion.root) },
        { leafHash: flipped(inclusion.leafHash) },
        { index: size },
      ]) {
        expect(verifyInclusion({ ...inclusion, ...change }, hashes), about).toBe(false);
      }
      for (const change of [
        { proof: damaged(consistency.proof) },
        { root: flipped(consistency.root) },
        { firstRoot: flipped(consistency.firstRoot) },
        { firstSize: size + 1 },
        { firstSize: 0 },
      ]) {
        expect(verifyConsistency({ ...consistency, ...change }, hashes), about).toBe(false);
      }
    }
  });
});

interface Vector {
  leafIdx: number;
  treeSize: number;
  leafHash: string;
  size1: number;
  size2: number;
  start: number;
  end: number;
  size: number;
  root: string;
  root1: string;
  root2: string;
  proof: string[] | null;
  wantErr: boolean;
}

const bytes = (text: string) => new Uint8Array(Buffer.from(text, "base64"));

/** What each folder of the vectors asks. */
const QUESTIONS: Record<string, (given: Vector, proof: Uint8Array[]) => boolean> = {
  inclusion: ({ leafIdx: index, treeSize: size, leafHash, root }, proof) =>
    verifyInclusion({ index, size, leafHash: bytes(leafHash), proof, root: bytes(root) }, hashes),
  consistency: ({ size1, size2: size, root1, root2 }, proof) =>
    verifyConsistency(
      { firstSize: size1, size, firstRoot: bytes(root1), root: bytes(root2), proof },
      hashes,
    ),
  subtreeinclusion: ({ leafIdx, start, end, leafHash, root }, proof) =>
    isSubtree({ start, end }) &&
    verifyInclusion(
      {
        ...{ index: leafIdx - start, size: end - start, proof },
        ...{ leafHash: bytes(leafHash), root: bytes(root) },
      },
      hashes,
    ),
  subtreeconsistency: ({ start, end, size, root1, root2 }, proof) =>
    verifySubtree(
      { subtree: { start, end }, size, subtreeRoot: bytes(root1), root: bytes(root2), proof },
      hashes,
    ),
};

const folder = fileURLToPath(
  new URL("../../../shared/data/credentials/merkle-vectors/", import.meta.url),
);
const isThere = existsSync(folder);

describe(`the vectors of transparency-dev/merkle${isThere ? "" : " (../shared/data/credentials is not here: not compared)"}`, () => {
  test.each(Object.entries(QUESTIONS))("of %s are answered as they say", (name, verifies) => {
    const files = isThere
      ? readdirSync(`${folder}${name}`, { recursive: true, encoding: "utf8" })
      : [];
    const vectors = files.filter((file) => file.endsWith(".json"));
    if (isThere) expect(vectors.length).toBeGreaterThanOrEqual(98);
    const wrong = vectors.filter((file) => {
      const given: Vector = JSON.parse(readFileSync(`${folder}${name}/${file}`, "utf8"));
      return verifies(given, (given.proof ?? []).map(bytes)) === given.wantErr;
    });
    expect(wrong).toEqual([]);
  });
});
