import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { hashing, type Sha256 } from "./hashing.ts";
import { verifyConsistency, verifyInclusion } from "./proof.ts";
import { consistencyPath, inclusionPath, type Range } from "./shape.ts";

const sha256: Sha256 = (bytes) => createHash("sha256").update(bytes).digest();
const hashes = hashing(sha256);

/** The leaves of the trees below: `hoja 0`, `hoja 1`… */
const leaf = (index: number) => Buffer.from(`hoja ${index}`);

/** MTH as RFC 9162 §2.1.1 writes it, slowly. */
function rootOf({ start, end }: Range): Uint8Array {
  if (start === end) return hashes.empty;
  if (end - start === 1) return hashes.leaf(leaf(start));
  let half = 1;
  while (half * 2 < end - start) half *= 2;
  return hashes.node(rootOf({ start, end: start + half }), rootOf({ start: start + half, end }));
}

const tree = (size: number) => rootOf({ start: 0, end: size });
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

function inclusionOf(index: number, size: number) {
  const proof = inclusionPath(index, size).map(rootOf);
  return { index, size, leafHash: hashes.leaf(leaf(index)), proof, root: tree(size) };
}

function consistencyOf(firstSize: number, size: number) {
  const proof = consistencyPath(firstSize, size).map(rootOf);
  return { firstSize, size, firstRoot: tree(firstSize), root: tree(size), proof };
}

describe("a tree of leaves `hoja 0`…, worked out by another program in another language", () => {
  test.each([
    [0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    [1, "bf2b2835e0794be02d1a781230d7c7187ba08b6e8c40fc8bbb962ef1c1dd051a"],
    [7, "2afb5ba9ecf3a57a07862998de95fcc46494060bfff46f3d47ffcbd4caff4ddb"],
    [8, "849834d63818148785b1e0f613fc9238afcf2af0011c2feb2f32cc17e98a8503"],
  ])("has at size %d the root %s", (size, root) => {
    expect(hex(tree(size))).toBe(root);
  });

  test("proves leaf 4 of 7 by its sibling, the odd leaf and the left half", () => {
    const given = inclusionOf(4, 7);
    expect(given.proof.map(hex)).toEqual([
      "9ce13c91d1d9c2cfa6741b41b798de76eb881271e84b376e92454ffd0e21ded1",
      "1e4e7dbcd115188bb9de9315f96b7a0f329ad6df0fed72f41f07797816240305",
      "007ddaebc3b487c0255011e407a87fcd0c139a6297769797d2ba2dbac1f64b99",
    ]);
    expect(verifyInclusion(given, hashes)).toBe(true);
  });

  test("proves that 3 leaves begin 7 by the four hashes of RFC 9162's own example", () => {
    const given = consistencyOf(3, 7);
    expect(given.proof.map(hex)).toEqual([
      "a9b89b9bc1829477d088308a169f890371b1d74b23efec49ef92c5e77e2a9ac3",
      "1ec39adec7d710c67207c98f9ce5da4ea041ead0a96487dd2136b7f48faa4bcf",
      "00eb10ea624024b6c703488d71c97b44c5813b16b30c720697271e3647d9cc4c",
      "147ca2727ef26fa0af16a68be4b23aa57cc1c9102333a54b866c803fd7962306",
    ]);
    expect(verifyConsistency(given, hashes)).toBe(true);
  });
});

describe("every proof of every tree up to 40 leaves", () => {
  const sizes = Array.from({ length: 40 }, (_, index) => index + 1);

  test("of inclusion verifies", () => {
    for (const size of sizes) {
      for (let index = 0; index < size; index += 1) {
        expect(verifyInclusion(inclusionOf(index, size), hashes), `${index} of ${size}`).toBe(true);
      }
    }
  });

  test("of consistency verifies", () => {
    for (const size of sizes) {
      for (let first = 1; first <= size; first += 1) {
        const given = consistencyOf(first, size);
        expect(verifyConsistency(given, hashes), `${first} of ${size}`).toBe(true);
      }
    }
  });
});
