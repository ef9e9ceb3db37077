import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { done, type Result, refused } from "#app/kernel/result.ts";
import { paths } from "#app/paths.ts";
import { type Database, type Executor, executePrepared, type Transaction } from "#app/server/db.ts";
import { enqueue } from "#app/server/jobs.ts";
import { recordAll } from "#app/server/statements.ts";
import { logCheckpoints, logEntries, logTiles } from "#db/schema/credentials-log.ts";
import { openCheckpoint, readCheckpoint, signCheckpoint } from "./checkpoint.ts";
import type { FullTile, TreeEdge } from "./edge.ts";
import { entryOf, momentOfLogging, SALT_BYTES } from "./entry.ts";
import { areEqual } from "./hashing.ts";
import { sha256, treeHashes } from "./key.server.ts";
import { type Signer, verifierKey } from "./note.ts";
import { joinHashes } from "./tiles.ts";
import { BrokenLog, type KeptCheckpoint, latestCheckpoint, readEdge } from "./tree.server.ts";

/** Who adds entries takes it until the commit: one writer at a time, so that the order is one. */
const LOG_LOCK = 7207003;

/** Most entries in one checkpoint, so that a backlog never holds the lock for long. */
const BATCH = 256;

/** A credential that was signed. */
export interface SignedCredential {
  id: string;
  /** SHA-256 of its bytes as they are published, in lower-case hexadecimal. */
  hash: string;
}

/**
 * Has the worker add a credential to the log, exactly once: in the caller's transaction, with
 * the job that does it. Asked again for the same bytes it changes nothing; other bytes under
 * the same id, or ones that were erased, are refused. One job waits for all: its row is held
 * until the caller commits, so a transaction that asks does nothing slow, and asks for one
 * credential, or for several in the order of their ids.
 */
export async function appendCredential(
  tx: Executor,
  { id, hash }: SignedCredential,
): Promise<Result<{ asked: boolean }, "other-bytes">> {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error("not a SHA-256 in hexadecimal");
  const [first] = await executePrepared(
    tx,
    sql`insert into log_openings (credential_id, credential_hash, salt)
      values (${id}, ${hash}, ${randomBytes(SALT_BYTES)})
      on conflict do nothing returning credential_id`,
  );
  if (!first) {
    const [known] = await tx.execute<{ credential_hash: string | null }>(
      sql`select credential_hash from log_openings where credential_id = ${id}`,
    );
    if (known?.credential_hash !== hash) return refused("other-bytes");
  }
  await enqueue(tx, "credentials.log", {}, { key: "log" });
  return done({ asked: Boolean(first) });
}

/** Has the worker make the files of a certificate that is in the log; asked twice, once. */
export function orderPublishing(tx: Executor, id: string): Promise<void> {
  return enqueue(tx, "credentials.publish", { id }, { key: `publish ${id}` });
}

/**
 * Erases what opens a credential's entry, its salt and its hash: the log keeps a hash of which
 * nobody can tell any more whose it was. For the worker: the web process may not.
 */
export async function eraseOpening(tx: Executor, credentialId: string): Promise<void> {
  await tx.execute(sql`
    update log_openings set salt = null, credential_hash = null
    where credential_id = ${credentialId}`);
}

/** The log's name, which begins its checkpoints: this site's, by its address. */
export const logOrigin = (origin: string): string => `${new URL(origin).host}${paths.log()}`;

/** Who writes the log, and under which name. */
export interface LogWriter {
  signer: Signer;
  /** `logOrigin` of this site. */
  origin: string;
  /** The last checkpoint, outside the database: what an old copy of it cannot take back. */
  kept?: { read(): string | null; write(note: string): void };
}

/**
 * Adds every credential that waits, in the order in which they were asked for, and signs a
 * checkpoint of each batch; answers how many. A batch is one transaction: its entries, tiles,
 * checkpoint and statements, all or none. Refuses, with BrokenLog, to sign over a tree that is
 * not the one of the last checkpoint, or one that another key signed, or a database that is
 * older than the checkpoint that was kept: the log would have two histories.
 */
export async function appendWaiting(db: Database, writer: LogWriter, now: Date): Promise<number> {
  for (let total = 0; ; ) {
    const batch = await db.transaction((tx) => appendBatch(tx, writer, now));
    if (!batch) return total;
    writer.kept?.write(batch.note);
    total += batch.added;
    if (batch.added < BATCH) return total;
  }
}

interface Waiting extends Record<string, unknown> {
  credential_id: string;
  credential_hash: string;
  salt: Buffer;
}

async function appendBatch(
  tx: Transaction,
  writer: LogWriter,
  now: Date,
): Promise<{ added: number; note: string } | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOG_LOCK})`);
  const waiting = await tx.execute<Waiting>(sql`
    select credential_id, credential_hash, salt from log_openings
    where entry_index is null and salt is not null order by position limit ${BATCH} for update`);
  if (waiting.length === 0) return null;
  const last = await latestCheckpoint(tx);
  const edge = await edgeOf(tx, last, writer);
  // A clock that was set back must not make the log's time run backwards.
  const at = new Date(Math.max(now.getTime(), last?.signedAt.getTime() ?? 0));
  const loggedAt = momentOfLogging(at);

  const tiles: FullTile[] = [];
  const entries = waiting.map((row) => {
    const { credential_id: credentialId, credential_hash: credentialHash, salt } = row;
    const data = Buffer.from(entryOf(salt, { credentialId, credentialHash, loggedAt }, sha256));
    const index = edge.size;
    tiles.push(...edge.append(treeHashes.leaf(data)));
    return { index, data, credentialId };
  });
  await tx.insert(logEntries).values(entries.map(({ index, data }) => ({ index, data })));
  await openEntries(tx, entries, loggedAt);
  if (tiles.length > 0) await tx.insert(logTiles).values(tiles.map(tileRow));
  const note = await publish(tx, edge, writer, at);
  const statements = entries.map(({ credentialId, index }) => ({
    ...({ actorId: null, verb: "logged", objectType: "credential" } as const),
    ...{ objectId: credentialId, result: { index } },
  }));
  await recordAll(tx, statements);
  await Promise.all(entries.map(({ credentialId }) => orderPublishing(tx, credentialId)));
  return { added: entries.length, note };
}

/** The edge of the tree that the last checkpoint signed, and of no other. */
async function edgeOf(
  tx: Transaction,
  last: KeptCheckpoint | null,
  { signer, kept }: LogWriter,
): Promise<TreeEdge> {
  const ahead = readCheckpoint(kept?.read() ?? "");
  if (ahead && ahead.size > (last?.size ?? 0)) {
    throw new BrokenLog(
      `the log's database is older than a checkpoint of ${ahead.size} entries that was signed: bring back a newer copy; log-checkpoint in DATA_DIR is what remembers it`,
    );
  }
  const edge = await readEdge(tx, last?.size ?? 0);
  if (!last) return edge;
  const opened = await openCheckpoint(last.note, signer.publicKey);
  if (!opened) {
    throw new BrokenLog(
      "the log's last checkpoint was not signed with the key of this machine: bring the file log.key of the one that did to DATA_DIR",
    );
  }
  if (opened.size !== last.size || !areEqual(opened.root, edge.root())) {
    throw new BrokenLog(`the log is not what its checkpoint of ${opened.size} entries says`);
  }
  return edge;
}

async function openEntries(
  tx: Transaction,
  entries: readonly { index: number; credentialId: string }[],
  loggedAt: string,
): Promise<void> {
  const places = entries.map(({ index, credentialId }) => ({ index, id: credentialId }));
  await tx.execute(sql`
    update log_openings set entry_index = place.index, logged_at = ${loggedAt}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as place(id text, index bigint)
    where credential_id = place.id`);
}

const tileRow = ({ level, index, hashes, root }: FullTile) => ({
  ...{ level, index, root: Buffer.from(root) },
  hashes: Buffer.from(joinHashes(hashes)),
});

async function publish(
  tx: Transaction,
  edge: TreeEdge,
  { signer, origin }: LogWriter,
  signedAt: Date,
): Promise<string> {
  const checkpoint = { origin, size: edge.size, root: edge.root() };
  const note = await signCheckpoint(checkpoint, signer);
  await tx.insert(logCheckpoints).values({
    ...{ size: checkpoint.size, root: Buffer.from(checkpoint.root), note },
    verifierKey: await verifierKey({ name: origin, publicKey: signer.publicKey }),
    signedAt,
  });
  return note;
}
