import { HASH_BYTES, type Hashing } from "./hashing.ts";
import type { Range, TreeNode } from "./shape.ts";
import { subtreesOf } from "./shape.ts";

/** Hashes in a full tile, and levels of the tree in one: https://c2sp.org/tlog-tiles */
export const TILE_WIDTH = 256;
const TILE_LEVELS = 8;

/** Where a tile stands: tile level 0 holds hashes of leaves; each level above, the roots of 256 tiles. */
export interface TilePlace {
  level: number;
  index: number;
}

/** Hashes of a tile from the left; fewer than 256 at the right edge of the tree. */
export type TileHashes = readonly Uint8Array[];

/** How many hashes a tile has in a tree of `size` leaves, from 0 to 256. */
export function tileWidth({ level, index }: TilePlace, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH;
  return Math.min(Math.max(hashes, 0), TILE_WIDTH);
}

/** The tile that a node of the tree is worked out from. */
export function tileOf({ level, index }: TreeNode): TilePlace {
  const first = index * 2 ** (level % TILE_LEVELS);
  return { level: Math.floor(level / TILE_LEVELS), index: Math.floor(first / TILE_WIDTH) };
}

/** Every tile that these ranges are worked out from, once each. */
export function tilesOf(ranges: readonly Range[]): TilePlace[] {
  const places = ranges.flatMap(subtreesOf).map(tileOf);
  return [...new Map(places.map((place) => [tileKey(place), place])).values()];
}

/** A tile's name in a table of tiles. */
export const tileKey = ({ level, index }: TilePlace): string => `${level}/${index}`;

/** The hash of a node, from the tile that `tileOf` names. */
export function nodeIn(tile: TileHashes, { level, index }: TreeNode, hashing: Hashing): Uint8Array {
  const width = 2 ** (level % TILE_LEVELS);
  const from = (index * width) % TILE_WIDTH;
  const hashes = tile.slice(from, from + width);
  if (hashes.length !== width) throw new Error(`the tile lacks node ${index} of level ${level}`);
  return rootOfWhole(hashes, hashing);
}

/** The root over 2^n hashes. */
export function rootOfWhole(hashes: TileHashes, { node }: Hashing): Uint8Array {
  let row = hashes;
  while (row.length > 1) {
    const above: Uint8Array[] = [];
    for (let at = 0; at < row.length; at += 2) {
      above.push(node(row[at] as Uint8Array, row[at + 1] as Uint8Array));
    }
    row = above;
  }
  return row[0] as Uint8Array;
}

/** Hashes one after another: the body of a tile. */
export function joinHashes(hashes: TileHashes): Uint8Array {
  const bytes = new Uint8Array(hashes.length * HASH_BYTES);
  hashes.forEach((hash, index) => {
    bytes.set(hash, index * HASH_BYTES);
  });
  return bytes;
}

export function splitHashes(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, index) =>
    bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES),
  );
}
