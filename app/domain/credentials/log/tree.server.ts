import { sql } from "drizzle-orm";
import { type Executor, executePrepared } from "#app/server/db.ts";
import { TreeEdge } from "./edge.ts";
import { treeHashes } from "./key.server.ts";
import { hashOfRange, type Range } from "./shape.ts";
import {
  nodeIn,
  splitHashes,
  TILE_WIDTH,
  type TileHashes,
  type TilePlace,
  tileKey,
  tileOf,
  tilesOf,
  tileWidth,
} from "./tiles.ts";

/** The tree cannot be what was signed: something was changed underneath. */
export class BrokenLog extends Error {
  override name = "BrokenLog";
}

/** A signed checkpoint as it is kept. */
export interface KeptCheckpoint {
  size: number;
  root: Uint8Array;
  note: string;
  verifierKey: string;
  signedAt: Date;
}

/** The latest checkpoint; null while the log is empty. */
export async function latestCheckpoint(db: Executor): Promise<KeptCheckpoint | null> {
  const [row] = await executePrepared<{
    size: string;
    root: Buffer;
    note: string;
    verifier_key: string;
    signed_at: string;
  }>(
    db,
    sql`select size, root, note, verifier_key, signed_at from log_checkpoints
      order by size desc limit 1`,
  );
  if (!row) return null;
  const { root, note, verifier_key: verifierKey } = row;
  return { size: Number(row.size), root, note, verifierKey, signedAt: new Date(row.signed_at) };
}

/** The entries from one index up to another, without it; short where some are missing. */
export async function entriesIn(db: Executor, { start, end }: Range): Promise<Uint8Array[]> {
  const rows = await executePrepared<{ data: Buffer }>(
    db,
    sql`select data from log_entries where index >= ${start} and index < ${end} order by index`,
  );
  return rows.map(({ data }) => data);
}

/**
 * The first `width` hashes of a tile. A full one is kept; one that is not is worked out from
 * the entries, or from the roots of the full tiles below it.
 */
export async function tileHashes(
  db: Executor,
  { level, index }: TilePlace,
  width: number,
): Promise<TileHashes> {
  const hashes = await readTile(db, { level, index }, width);
  if (hashes.length === width) return hashes;
  throw new BrokenLog(`tile ${level}/${index} of the log has ${hashes.length} of ${width} hashes`);
}

async function readTile(
  db: Executor,
  { level, index }: TilePlace,
  width: number,
): Promise<TileHashes> {
  if (width === TILE_WIDTH) {
    const [full] = await executePrepared<{ hashes: Buffer }>(
      db,
      sql`select hashes from log_tiles where level = ${level} and index = ${index}`,
    );
    return full ? splitHashes(full.hashes) : [];
  }
  const start = index * TILE_WIDTH;
  const end = start + width;
  if (level === 0) return (await entriesIn(db, { start, end })).map(treeHashes.leaf);
  const below = await executePrepared<{ root: Buffer }>(
    db,
    sql`select root from log_tiles
      where level = ${level - 1} and index >= ${start} and index < ${end} order by index`,
  );
  return below.map(({ root }) => root);
}

/** The hashes of ranges of the tree of `size` entries, such as a proof names. */
export async function hashesOf(
  db: Executor,
  ranges: readonly Range[],
  size: number,
): Promise<Uint8Array[]> {
  const read = tilesOf(ranges).map(async (place) => {
    return [tileKey(place), await tileHashes(db, place, tileWidth(place, size))] as const;
  });
  const tiles = new Map(await Promise.all(read));
  return ranges.map((range) =>
    hashOfRange(
      range,
      (node) => nodeIn(tiles.get(tileKey(tileOf(node))) ?? [], node, treeHashes),
      treeHashes,
    ),
  );
}

/** The right edge of the tree of `size` entries, to which more can be added. */
export async function readEdge(db: Executor, size: number): Promise<TreeEdge> {
  const levels: TileHashes[] = [];
  for (let level = 0; TILE_WIDTH ** level <= size; level += 1) {
    const index = Math.floor(size / TILE_WIDTH ** (level + 1));
    levels.push(await tileHashes(db, { level, index }, tileWidth({ level, index }, size)));
  }
  return new TreeEdge(treeHashes, size, levels);
}
