import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { TreeEdge } from "./edge.ts";
import { entryBundle, entryOf, momentOfLogging } from "./entry.ts";
import { hashing } from "./hashing.ts";
import { verifyInclusion } from "./proof.ts";
import { hashOfRange, inclusionPath } from "./shape.ts";
import { readTileAddress, type TileAddress, tileAddress } from "./tile-address.ts";
import {
  joinHashes,
  nodeIn,
  splitHashes,
  type TileHashes,
  type TilePlace,
  tileKey,
  tileOf,
  tilesOf,
  tileWidth,
} from "./tiles.ts";

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());
const hashes = hashing(sha256);
const leafHash = (index: number) => hashes.leaf(Buffer.from(`hoja ${index}`));

describe("a tree kept in tiles", () => {
  const size = 66_000;
  const tiles = new Map<string, TileHashes>();
  const roots = new Map<string, Uint8Array>();
  const edge = new TreeEdge(hashes);
  for (let index = 0; index < size; index += 1) {
    for (const tile of edge.append(leafHash(index))) {
      tiles.set(tileKey(tile), tile.hashes);
      roots.set(tileKey(tile), tile.root);
    }
  }
  /** A tile that is not full: of the leaves, or of the roots of the full ones below. */
  const edgeTile = ({ level, index }: TilePlace) =>
    Array.from({ length: tileWidth({ level, index }, size) }, (_, at) => {
      const below = { level: level - 1, index: index * 256 + at };
      return level === 0 ? leafHash(below.index) : (roots.get(tileKey(below)) as Uint8Array);
    });

  test("fills 257 tiles of leaves, and one of those", () => {
    expect(tiles.size).toBe(257 + 1);
    expect(tileWidth({ level: 0, index: 257 }, size)).toBe(66_000 - 257 * 256);
    expect(tileWidth({ level: 1, index: 1 }, size)).toBe(1);
    expect(tileWidth({ level: 2, index: 0 }, size)).toBe(1);
    expect(tileWidth({ level: 3, index: 0 }, size)).toBe(0);
  });

  test.each([0, 255, 256, 65_535, 65_536, 65_999])("proves leaf %d from a few tiles", (index) => {
    const path = inclusionPath(index, size);
    expect(tilesOf(path).length).toBeLessThanOrEqual(5);
    const proof = path.map((range) =>
      hashOfRange(
        range,
        (node) => {
          const place = tileOf(node);
          const tile = tiles.get(tileKey(place)) ?? edgeTile(place);
          return nodeIn(tile, node, hashes);
        },
        hashes,
      ),
    );
    const given = { index, size, leafHash: leafHash(index), proof, root: edge.root() };
    expect(verifyInclusion(given, hashes)).toBe(true);
  });

  test("goes on from its edge as if it had never stopped", () => {
    const [whole, first] = [new TreeEdge(hashes), new TreeEdge(hashes)];
    for (let index = 0; index < 600; index += 1) whole.append(leafHash(index));
    const roots: Uint8Array[] = [];
    for (let index = 0; index < 300; index += 1) {
      roots.push(...first.append(leafHash(index)).map(({ root }) => root));
    }
    const unfinished = Array.from({ length: 44 }, (_, at) => leafHash(256 + at));
    const second = new TreeEdge(hashes, 300, [unfinished, roots]);
    for (let index = 300; index < 600; index += 1) second.append(leafHash(index));
    expect(second.root()).toEqual(whole.root());
  });

  test("gives back the hashes of a tile's body", () => {
    const row = [leafHash(1), leafHash(2), leafHash(3)];
    expect(joinHashes(row)).toHaveLength(96);
    expect(splitHashes(joinHashes(row)).map((hash) => [...hash])).toEqual(row.map((h) => [...h]));
  });
});

describe("the address of a tile", () => {
  test.each<[string, TileAddress]>([
    ["0/x001/x234/067", { level: 0, index: 1234067, width: 256 }],
    ["0/000", { level: 0, index: 0, width: 256 }],
    ["1/x001/000.p/1", { level: 1, index: 1000, width: 1 }],
    ["63/999.p/255", { level: 63, index: 999, width: 255 }],
    ["entries/042.p/8", { level: "entries", index: 42, width: 8 }],
  ])("%s is written and read", (text, tile) => {
    expect(tileAddress(tile)).toBe(text);
    expect(readTileAddress(text)).toEqual(tile);
  });

  test.each([
    ...["", "0", "0/", "0/1", "0/01", "0/0001", "00/001", "01/001", "64/001", "-1/001"],
    ...["0/x000/001", "0/001/002", "0/x001", "0/x001/x002", "0/001.p/0", "0/001.p/256"],
    ...["0/001.p/08", "0/001.p/", "0/001.p", "0/001/", "0/../001", "entry/001", "0/X001/001"],
    "0/x999/x999/x999/x999/x999/999",
  ])("%s is refused", (text) => {
    expect(readTileAddress(text)).toBeNull();
  });
});

describe("an entry", () => {
  const facts = {
    credentialId: "AAAAAAAAAAAAAAAAAAAAAA",
    credentialHash: "ab".repeat(32),
    loggedAt: momentOfLogging(new Date("2026-11-21T18:00:00.987Z")),
  };
  const salt = new Uint8Array(32).fill(1);

  test("is the hash of its salt and of facts that are written in one way", () => {
    const text = `cabildo-log-entry/1\nAAAAAAAAAAAAAAAAAAAAAA\n${"ab".repeat(32)}\n2026-11-21T18:00:00Z\n`;
    expect(entryOf(salt, facts, sha256)).toEqual(sha256(Buffer.concat([salt, Buffer.from(text)])));
  });

  test.each([
    { credentialId: "AAAAAAAAAAAAAAAAAAAAAB" },
    { credentialHash: "ac".repeat(32) },
    { loggedAt: "2026-11-21T18:00:01Z" },
  ])("is another with %o", (change) => {
    expect(entryOf(salt, { ...facts, ...change }, sha256)).not.toEqual(
      entryOf(salt, facts, sha256),
    );
  });

  test("is not made with a short salt", () => {
    expect(() => entryOf(salt.slice(1), facts, sha256)).toThrow("32 bytes");
  });

  test("is not made of a fact that could pass for two", () => {
    const credentialId = `${facts.credentialId}\n${facts.credentialHash}`;
    expect(() => entryOf(salt, { ...facts, credentialId }, sha256)).toThrow("one line");
  });

  test("stands in its bundle after its length", () => {
    const bundle = entryBundle([new Uint8Array([7]), new Uint8Array(258).fill(9)]);
    expect([...bundle.slice(0, 6)]).toEqual([0, 1, 7, 1, 2, 9]);
    expect(bundle).toHaveLength(2 + 1 + 2 + 258);
  });
});
