import type { Hashing } from "./hashing.ts";
import { hashOfRange } from "./shape.ts";
import {
  nodeIn,
  rootOfWhole,
  TILE_WIDTH,
  type TileHashes,
  type TilePlace,
  tileOf,
} from "./tiles.ts";

/** A full tile, which never changes again, and its root: one hash of the level above. */
export interface FullTile extends TilePlace {
  hashes: TileHashes;
  root: Uint8Array;
}

/**
 * The right edge of a tree that grows: the tiles that are not full yet, one for each level.
 * It is all that must be known to add leaves and to work out the root.
 */
export class TreeEdge {
  readonly #hashing: Hashing;
  readonly #levels: Uint8Array[][];
  #size: number;

  /** @param levels hashes of the tiles that are not full, from level 0 up. */
  constructor(hashing: Hashing, size = 0, levels: readonly TileHashes[] = []) {
    this.#hashing = hashing;
    this.#size = size;
    this.#levels = levels.map((hashes) => [...hashes]);
  }

  get size(): number {
    return this.#size;
  }

  /** Adds a leaf's hash; answers the tiles that it filled, from level 0 up. */
  append(leafHash: Uint8Array): FullTile[] {
    const filled: FullTile[] = [];
    this.#size += 1;
    let hash: Uint8Array | null = leafHash;
    for (let level = 0; hash; level += 1) {
      const hashes: Uint8Array[] = this.#levels[level] ?? [];
      this.#levels[level] = hashes;
      hashes.push(hash);
      hash = null;
      if (hashes.length === TILE_WIDTH) {
        const index = this.#size / TILE_WIDTH ** (level + 1) - 1;
        hash = rootOfWhole(hashes, this.#hashing);
        filled.push({ level, index, hashes, root: hash });
        this.#levels[level] = [];
      }
    }
    return filled;
  }

  /** The root of the tree so far: MTH(D[size]), RFC 9162 §2.1.1. */
  root(): Uint8Array {
    return hashOfRange(
      { start: 0, end: this.#size },
      (node) => nodeIn(this.#levels[tileOf(node).level] ?? [], node, this.#hashing),
      this.#hashing,
    );
  }
}
