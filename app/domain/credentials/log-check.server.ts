import { sql } from "drizzle-orm";
import type { Database, Transaction } from "#app/server/db.ts";
import { openCheckpoint } from "./log/checkpoint.ts";
import { type FullTile, TreeEdge } from "./log/edge.ts";
import { entryOf, momentOfLogging } from "./log/entry.ts";
import { areEqual } from "./log/hashing.ts";
import { sha256, treeHashes } from "./log/key.server.ts";
import { verifierKey } from "./log/note.ts";
import { joinHashes, TILE_WIDTH } from "./log/tiles.ts";

/** Something of the log that does not hold, and where: an entry's index, a tile's, or a size. */
export interface LogFault {
  code:
    | "key-missing"
    | "entry-missing"
    | "opening-missing"
    | "opening-differs"
    | "tile-missing"
    | "tile-differs"
    | "tile-extra"
    | "checkpoint-signature"
    | "checkpoint-root"
    | "entries-missing"
    | "entries-unsigned"
    | "kept-signature"
    | "kept-root";
  at: number;
  /** Of a tile. */
  level?: number;
}

export interface LogReport {
  entries: number;
  checkpoints: number;
  /** At most `MOST_FAULTS`, in the order in which they were met. */
  faults: LogFault[];
}

/** After so many there is no doubt. */
const MOST_FAULTS = 20;

/** Entries read at once: a whole number of tiles. */
const CHUNK = TILE_WIDTH * 16;

export interface CheckOptions {
  /** The log's own key; null where it cannot be found: a log that signed anything is then at fault. */
  publicKey: Uint8Array | null;
  /** Checkpoints that somebody kept elsewhere: the log must still be what they say. */
  kept?: readonly string[];
}

/**
 * Recomputes the whole log from its entries, at one instant of the database, and compares:
 * each entry with what opens it, each stored tile, and each checkpoint ever signed with the
 * root of as many entries. Every checkpoint is then a beginning of the same tree: they are
 * consistent with each other, and with those kept elsewhere. Who changes the database and
 * has the log's key too is found only by a checkpoint that was kept.
 */
export async function checkLog(
  db: Database,
  { publicKey, kept = [] }: CheckOptions,
): Promise<LogReport> {
  return db.transaction(
    async (tx) => {
      if (publicKey) return recompute(tx, publicKey, kept);
      const { signed } = await totalsOf(tx);
      const faults: LogFault[] = signed > 0 ? [{ code: "key-missing", at: signed }] : [];
      return { entries: 0, checkpoints: 0, faults };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

async function recompute(
  tx: Transaction,
  publicKey: Uint8Array,
  notes: readonly string[],
): Promise<LogReport> {
  const report: LogReport = { entries: 0, checkpoints: 0, faults: [] };
  const fault = (code: LogFault["code"], at: number, level?: number) => {
    report.faults.push({ code, at, ...(level !== undefined && { level }) });
  };
  const kept = await openKept(notes, publicKey, (at) => fault("kept-signature", at));
  const edge = new TreeEdge(treeHashes);
  let tiles = 0;
  for (let more = true; more && report.faults.length < MOST_FAULTS; ) {
    const start = edge.size;
    const rows = await entryRows(tx, start);
    const signed = await checkpointRows(tx, start);
    const filled: FullTile[] = [];
    for (const row of rows) {
      if (Number(row.index) !== edge.size) {
        fault("entry-missing", edge.size);
        break;
      }
      const problem = openingProblem(row);
      if (problem) fault(problem, edge.size);
      filled.push(...edge.append(treeHashes.leaf(row.data)));
      const root = () => edge.root();
      const checkpoint = signed.get(edge.size);
      if (checkpoint && !areEqual(checkpoint.root, root())) fault("checkpoint-root", edge.size);
      const other = kept.get(edge.size);
      if (other && !areEqual(other, root())) fault("kept-root", edge.size);
    }
    for (const [size, checkpoint] of signed) {
      report.checkpoints += 1;
      if (!(await isSigned(checkpoint, publicKey))) fault("checkpoint-signature", size);
    }
    for (const { code, level, index } of await tileFaults(tx, filled)) fault(code, index, level);
    tiles += filled.length;
    more = rows.length === CHUNK && edge.size === start + CHUNK;
  }
  report.entries = edge.size;
  if (report.faults.length === 0) {
    const totals = await totalsOf(tx);
    if (totals.signed > edge.size) fault("entries-missing", edge.size);
    if (totals.signed < edge.size) fault("entries-unsigned", totals.signed);
    if (totals.tiles > tiles) fault("tile-extra", totals.tiles - tiles);
    const ahead = [...kept.keys()].filter((size) => size > edge.size);
    for (const size of ahead) fault("kept-root", size);
  }
  return { ...report, faults: report.faults.slice(0, MOST_FAULTS) };
}

/** The roots of the checkpoints that were kept, by size. */
async function openKept(
  notes: readonly string[],
  publicKey: Uint8Array,
  refuse: (at: number) => void,
): Promise<Map<number, Uint8Array>> {
  const roots = new Map<number, Uint8Array>();
  for (const [at, note] of notes.entries()) {
    const opened = await openCheckpoint(note, publicKey);
    if (opened) roots.set(opened.size, opened.root);
    else refuse(at);
  }
  return roots;
}

interface EntryRow extends Record<string, unknown> {
  index: string;
  data: Buffer;
  credential_id: string | null;
  credential_hash: string | null;
  salt: Buffer | null;
  logged_at: string | null;
}

function entryRows(tx: Transaction, start: number) {
  return tx.execute<EntryRow>(sql`
    select index, data, credential_id, credential_hash, salt, logged_at
    from log_entries left join log_openings on entry_index = index
    where index >= ${start} order by index limit ${CHUNK}`);
}

/** What does not fit between an entry and what opens it; what was erased can no longer be told. */
function openingProblem(row: EntryRow): "opening-missing" | "opening-differs" | null {
  const { credential_id: credentialId, credential_hash: credentialHash, salt } = row;
  if (credentialId === null || row.logged_at === null) return "opening-missing";
  if (salt === null || credentialHash === null) return null;
  const loggedAt = momentOfLogging(new Date(row.logged_at));
  const entry = entryOf(salt, { credentialId, credentialHash, loggedAt }, sha256);
  return areEqual(entry, row.data) ? null : "opening-differs";
}

interface CheckpointRow extends Record<string, unknown> {
  size: string;
  root: Buffer;
  note: string;
  verifier_key: string;
}

/** The checkpoints of the entries that are read next, by size. */
async function checkpointRows(tx: Transaction, start: number) {
  const rows = await tx.execute<CheckpointRow>(sql`
    select size, root, note, verifier_key from log_checkpoints
    where size > ${start} and size <= ${start + CHUNK} order by size`);
  return new Map(rows.map((row) => [Number(row.size), row]));
}

async function isSigned(row: CheckpointRow, publicKey: Uint8Array): Promise<boolean> {
  const opened = await openCheckpoint(row.note, publicKey);
  if (!opened || opened.size !== Number(row.size) || !areEqual(opened.root, row.root)) return false;
  return row.verifier_key === (await verifierKey({ name: opened.origin, publicKey }));
}

/** The tiles that were worked out and are not kept so. */
async function tileFaults(tx: Transaction, tiles: readonly FullTile[]) {
  const faults: { code: "tile-missing" | "tile-differs"; level: number; index: number }[] = [];
  const wanted = tiles.map(({ level, index }) => ({ level, index }));
  const rows = await tx.execute<{ level: number; index: string; hashes: Buffer; root: Buffer }>(sql`
    select tile.level, tile.index, hashes, root from log_tiles tile
    join jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as wanted(level int, index bigint)
      on tile.level = wanted.level and tile.index = wanted.index`);
  const stored = new Map(rows.map((row) => [`${row.level}/${row.index}`, row]));
  for (const { level, index, hashes, root } of tiles) {
    const row = stored.get(`${level}/${index}`);
    const holds = row && areEqual(row.hashes, joinHashes(hashes)) && areEqual(row.root, root);
    if (!holds) faults.push({ code: row ? "tile-differs" : "tile-missing", level, index });
  }
  return faults;
}

async function totalsOf(tx: Transaction): Promise<{ signed: number; tiles: number }> {
  const [row] = await tx.execute<{ signed: string; tiles: string }>(sql`
    select coalesce((select max(size) from log_checkpoints), 0) as signed,
      (select count(*) from log_tiles) as tiles`);
  return { signed: Number(row?.signed), tiles: Number(row?.tiles) };
}
