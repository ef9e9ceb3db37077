import { createHash, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { spend } from "#app/domain/people/limits.server.ts";
import { addressKey } from "#app/domain/people/limits.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Executor, Transaction } from "#app/server/db.ts";
import { enqueue } from "#app/server/jobs.ts";
import { files } from "#db/schema/courses.ts";
import { bulkVerifications } from "#db/schema/credentials-signed.ts";
import { BULK_KEPT_DAYS, type BulkFault, type BulkRow } from "./bulk.ts";
import { ID_BYTES, makeId } from "./issuing/code.ts";
import { readBulkInput } from "./verifying/bulk-input.server.ts";

/** Media type under which a ZIP is kept until it was worked through; nothing else is kept so. */
export const BULK_ZIP = "application/zip; purpose=verification";

/**
 * Takes a file with many certificates and orders their verification; answers the id under which
 * the results are. Refused for what is no list or ZIP within the limits, and for an address that
 * has sent too many rows.
 */
export async function startBulk(
  db: Database,
  address: string,
  bytes: Buffer,
  now: Date,
): Promise<Result<{ id: string }, BulkFault>> {
  const input = await readBulkInput(bytes);
  if (typeof input === "string") return refused(input);
  const { sources, kind } = input;
  const cost = ["bulk verification by address", addressKey(address), sources.length] as const;
  if (!(await spend(db, [cost], now))) return refused("too-many");
  return db.transaction(async (tx) => {
    const id = makeId(randomBytes(ID_BYTES));
    const inputHash = kind === "zip" ? await keepZip(tx, bytes, now) : null;
    const total = sources.length;
    await tx.insert(bulkVerifications).values({ id, inputHash, total, createdAt: now });
    const rows = sources.map((source, index) => ({ position: index + 1, source }));
    await tx.execute(sql`
      insert into bulk_verification_rows (bulk_id, position, source)
      select ${id}, position, source from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as row(position int, source text)`);
    await orderBulk(tx, id);
    return done({ id });
  });
}

/** Has the worker go on with it; asked twice, it is done once. */
export function orderBulk(tx: Executor, id: string): Promise<void> {
  return enqueue(tx, "credentials.verify-bulk", { id }, { key: `verify-bulk ${id}` });
}

/** Touched if it is there already, so that who sweeps at this moment waits for us. */
async function keepZip(tx: Transaction, bytes: Buffer, now: Date): Promise<string> {
  const hash = createHash("sha256").update(bytes).digest("hex");
  const file = { hash, mediaType: BULK_ZIP, size: bytes.length, bytes, createdAt: now };
  await tx
    .insert(files)
    .values(file)
    .onConflictDoUpdate({ target: files.hash, set: { createdAt: now } });
  return hash;
}

/** How far a verification of many is; times in ISO 8601. */
export interface BulkState {
  id: string;
  total: number;
  done: number;
  createdAt: string;
  expiresAt: string;
  finishedAt: string | null;
  rows: BulkRow[];
}

const DAY = 24 * 60 * 60 * 1000;

/** The verification with this id and all its rows, or null. */
export async function bulkState(db: Executor, id: string): Promise<BulkState | null> {
  const [row] = await db.execute<{
    total: number;
    createdAt: string;
    finishedAt: string | null;
    rows: BulkRow[];
  }>(sql`
    select total, created_at "createdAt", finished_at "finishedAt",
      (select coalesce(jsonb_agg(jsonb_build_object('position', position, 'source', source,
        'outcome', outcome) order by position), '[]')
        from bulk_verification_rows where bulk_id = b.id) rows
    from bulk_verifications b where id = ${id}`);
  if (!row) return null;
  const createdAt = new Date(row.createdAt);
  return {
    id,
    total: row.total,
    done: row.rows.filter(({ outcome }) => outcome !== null).length,
    createdAt: createdAt.toISOString(),
    expiresAt: new Date(createdAt.getTime() + BULK_KEPT_DAYS * DAY).toISOString(),
    finishedAt: row.finishedAt && new Date(row.finishedAt).toISOString(),
    rows: row.rows,
  };
}

/** Its signed report, once it is finished; null until then, and where there is none. */
export async function bulkReport(db: Executor, id: string): Promise<string | null> {
  const [row] = await db.execute<{ report: string | null }>(sql`
    select report from bulk_verifications where id = ${id}`);
  return row?.report ?? null;
}

/** Removes the results that served their time, and the files that nobody works through any more. */
export async function sweepBulk(db: Executor, now: Date): Promise<void> {
  const before = new Date(now.getTime() - BULK_KEPT_DAYS * DAY).toISOString();
  await db.execute(sql`delete from bulk_verifications where created_at < ${before}::timestamptz`);
  await dropUnused(db);
}

/** Milliseconds after which one that is not finished is ordered again. */
const LOST = 10 * 60 * 1000;

/**
 * Orders again what should be finished by now: the queue keeps the job of a worker that was
 * killed for hours. One that is under way after all loses nothing: each row is kept once.
 */
export async function resumeBulk(db: Executor, now: Date): Promise<void> {
  const before = new Date(now.getTime() - LOST).toISOString();
  const lost = await db.execute<{ id: string }>(sql`
    select id from bulk_verifications
    where finished_at is null and created_at < ${before}::timestamptz`);
  for (const { id } of lost) await orderBulk(db, id);
}

/** Removes the kept ZIPs that no verification waits for. */
export async function dropUnused(db: Executor): Promise<void> {
  await db.execute(sql`
    delete from files where media_type = ${BULK_ZIP}
      and not exists (select from bulk_verifications where input_hash = files.hash)`);
}
