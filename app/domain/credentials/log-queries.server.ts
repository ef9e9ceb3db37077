import { sql } from "drizzle-orm";
import { type Database, type Executor, executePrepared } from "#app/server/db.ts";
import { toBase64 } from "./log/base64.ts";
import { entryBundle, momentOfLogging } from "./log/entry.ts";
import { type InclusionDocument, writeHashes } from "./log/inclusion.ts";
import { consistencyPath, inclusionPath } from "./log/shape.ts";
import { readTileAddress } from "./log/tile-address.ts";
import { joinHashes, TILE_WIDTH, tileWidth } from "./log/tiles.ts";
import { BrokenLog, entriesIn, hashesOf, latestCheckpoint, tileHashes } from "./log/tree.server.ts";

/** What the page about the log says of it. */
export interface LogState {
  size: number;
  /** Signed note. */
  note: string;
  verifierKey: string;
  /** ISO 8601 in UTC. */
  signedAt: string;
}

/** The log as its last checkpoint says; null while it is empty. */
export async function logState(db: Executor): Promise<LogState | null> {
  const last = await latestCheckpoint(db);
  if (!last) return null;
  const { size, note, verifierKey, signedAt } = last;
  return { size, note, verifierKey, signedAt: signedAt.toISOString() };
}

/** What the page about the log depends on; null when the database could not be asked. */
export async function logVersion(db: Database): Promise<string | null> {
  try {
    const [row] = await executePrepared<{ version: string }>(
      db,
      sql`select coalesce(max(size), 0)::text as version from log_checkpoints`,
    );
    return row?.version ?? null;
  } catch {
    return null;
  }
}

/** A tile as it is published, and whether it can never change. */
export interface PublishedTile {
  bytes: Uint8Array;
  full: boolean;
}

/**
 * The tile of an address after `tile/` (C2SP tlog-tiles): hashes, or entries; null for an
 * address of another form and for what the last checkpoint does not cover.
 */
export async function publishedTile(db: Database, address: string): Promise<PublishedTile | null> {
  const tile = readTileAddress(address);
  if (!tile) return null;
  const { index, width } = tile;
  const level = tile.level === "entries" ? 0 : tile.level;
  const last = await latestCheckpoint(db);
  if (!last || width > tileWidth({ level, index }, last.size)) return null;
  const full = width === TILE_WIDTH;
  if (tile.level !== "entries") {
    return { bytes: joinHashes(await tileHashes(db, { level, index }, width)), full };
  }
  const start = index * TILE_WIDTH;
  const entries = await entriesIn(db, { start, end: start + width });
  if (entries.length < width) throw new BrokenLog(`the log lacks entries from ${start} on`);
  return { bytes: entryBundle(entries), full };
}

interface OpeningRow extends Record<string, unknown> {
  credential_hash: string;
  salt: Buffer;
  entry_index: string | null;
  logged_at: string;
}

/**
 * What shows that a credential is in the log, up to its last checkpoint. `not-yet` for one
 * that waits to be added; `unknown` for one that was never asked for, or was erased.
 */
export async function inclusionDocument(
  db: Database,
  credentialId: string,
): Promise<InclusionDocument | "not-yet" | "unknown"> {
  const [row] = await executePrepared<OpeningRow>(
    db,
    sql`select credential_hash, salt, entry_index, logged_at from log_openings
      where credential_id = ${credentialId} and salt is not null`,
  );
  if (!row) return "unknown";
  const last = row.entry_index === null ? null : await latestCheckpoint(db);
  if (!last) return "not-yet";
  const index = Number(row.entry_index);
  return {
    credentialId,
    credentialHash: row.credential_hash,
    loggedAt: momentOfLogging(new Date(row.logged_at)),
    salt: toBase64(row.salt),
    index,
    proof: writeHashes(await hashesOf(db, inclusionPath(index, last.size), last.size)),
    checkpoint: last.note,
  };
}

/** What shows that the log of one size begins the log of another: RFC 9162 §2.1.4. Bytes are base64. */
export interface ConsistencyDocument {
  from: number;
  to: number;
  proof: string[];
}

/** The same, between two sizes as an address has them; null unless 0 < from ≤ to ≤ the log's. */
export async function consistencyDocument(
  db: Database,
  fromText: string,
  toText: string,
): Promise<ConsistencyDocument | null> {
  const [from, to] = [readSize(fromText), readSize(toText)];
  if (from === null || to === null || from > to) return null;
  const last = await latestCheckpoint(db);
  if (!last || to > last.size) return null;
  const proof = writeHashes(await hashesOf(db, consistencyPath(from, to), to));
  return { from, to, proof };
}

const readSize = (text: string): number | null =>
  /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
