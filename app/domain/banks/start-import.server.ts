import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { canTeach } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { newId } from "#app/kernel/ids.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Executor, Transaction } from "#app/server/db.ts";
import { dropFiles, storeFile } from "#app/server/files.ts";
import { enqueue } from "#app/server/jobs.ts";
import { record } from "#app/server/statements.ts";
import { bankImports } from "#db/schema/banks.ts";
import type { FormatName } from "./formats/format.ts";
import { MOST_BYTES } from "./formats/limits.ts";
import type { Defaults } from "./source-item.ts";

/** A file to be brought in. */
export interface SentFile {
  courseSlug: string;
  fileName: string;
  bytes: Buffer;
  /** Null = it is found out. */
  format: FormatName | null;
  defaults: Defaults;
}

export type SendRefusal = "no-course" | "empty" | "too-large";

/** Characters of a file's name that are kept. */
const NAME = 200;

/** Days that a preview nobody confirmed is kept. */
const KEPT_DAYS = 7;

/**
 * Keeps a file that a trainer sent and has the worker read it; nothing of it is in the bank until
 * it is confirmed. Refused for a course one does not teach, and past 10 MB.
 */
export async function sendFile(
  db: Database,
  actor: Viewer,
  file: SentFile,
  now: Date,
): Promise<Result<{ id: string }, SendRefusal>> {
  if (!canTeach(actor, file.courseSlug)) return refused("no-course");
  if (file.bytes.length === 0) return refused("empty");
  if (file.bytes.length > MOST_BYTES) return refused("too-large");
  return db.transaction(async (tx) => {
    const id = await keepImport(tx, actor.id, file, now);
    if (!id) return refused("no-course");
    await enqueue(tx, "banks.read", { import: id }, { key: `read ${id}` });
    return done({ id });
  });
}

/** The row of an import with its file; null where no such course is on offer. */
export async function keepImport(
  tx: Transaction,
  by: string | null,
  { courseSlug, fileName, bytes, format, defaults }: SentFile,
  now: Date,
): Promise<string | null> {
  const [course] = await tx.execute(sql`
    select from courses where slug = ${courseSlug} and current_edition_id is not null`);
  if (!course) return null;
  await forgetOld(tx, courseSlug, now);
  const id = newId();
  const fileHash = await storeFile(tx, { mediaType: "application/octet-stream", bytes });
  await tx.insert(bankImports).values({
    ...{ id, courseSlug, format, fileHash, defaults },
    fileName: fileName.slice(-NAME),
    sourceHash: createHash("sha256").update(bytes).digest("hex"),
    startedBy: by,
    startedAt: now,
  });
  await record(tx, {
    actorId: by,
    verb: "created",
    objectType: "bank-import",
    objectId: id,
    result: { course: courseSlug, bytes: bytes.length },
  });
  return id;
}

/** Previews that nobody confirmed go with their files. */
async function forgetOld(tx: Transaction, courseSlug: string, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * 24 * 60 * 60 * 1000).toISOString();
  const gone = await tx.execute<{ file_hash: string | null }>(sql`
    delete from bank_imports where course_slug = ${courseSlug} and confirmed_at is null
      and started_at < ${before}::timestamptz returning file_hash`);
  await dropFiles(tx, hashesOf(gone));
}

const hashesOf = (rows: readonly { file_hash: string | null }[]): string[] =>
  rows.flatMap(({ file_hash }) => file_hash ?? []);

/** Takes an import away that was not confirmed, with its file. */
export async function dropImport(db: Database, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const gone = await tx.execute<{ file_hash: string | null }>(sql`
      delete from bank_imports where id = ${id} and confirmed_at is null returning file_hash`);
    await dropFiles(tx, hashesOf(gone));
  });
}

/** Reads the file again with other words for what its questions do not say. */
export async function readAgain(
  db: Database,
  actor: Viewer,
  id: string,
  defaults: Defaults,
): Promise<Result<null, "no-import" | "confirmed">> {
  return db.transaction(async (tx) => {
    const found = await ownImport(tx, actor, id);
    if (!found) return refused("no-import");
    if (found.confirmed_at) return refused("confirmed");
    await tx.execute(sql`update bank_imports set defaults = ${JSON.stringify(defaults)}::jsonb,
      read_at = null, total = null, fault = null where id = ${id}`);
    await enqueue(tx, "banks.read", { import: id }, { key: `read ${id}` });
    return done(null);
  });
}

/** Has what was read taken into the bank. Twice is once. */
export async function confirmImport(
  db: Database,
  actor: Viewer,
  id: string,
  now: Date,
): Promise<Result<null, "no-import" | "not-read">> {
  return db.transaction(async (tx) => {
    const found = await ownImport(tx, actor, id);
    if (!found) return refused("no-import");
    if (!found.read_at || found.fault) return refused("not-read");
    if (found.confirmed_at) return done(null);
    await tx.execute(sql`update bank_imports set confirmed_at = ${now.toISOString()}::timestamptz
      where id = ${id}`);
    await enqueue(tx, "banks.take", { import: id }, { key: `take ${id}` });
    return done(null);
  });
}

/** The same by the operator, for what they have just read. */
export async function confirmByCommand(db: Database, id: string, now: Date): Promise<void> {
  await db.execute(sql`update bank_imports set confirmed_at = ${now.toISOString()}::timestamptz
    where id = ${id} and read_at is not null and fault is null`);
}

interface OwnImport extends Record<string, unknown> {
  course_slug: string;
  read_at: string | null;
  confirmed_at: string | null;
  fault: string | null;
}

async function ownImport(tx: Executor, actor: Viewer, id: string): Promise<OwnImport | null> {
  const [row] = await tx.execute<OwnImport>(sql`
    select course_slug, read_at, confirmed_at, fault from bank_imports where id = ${id} for update`);
  return row && canTeach(actor, row.course_slug) ? row : null;
}
