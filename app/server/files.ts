import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { files } from "#db/schema/courses.ts";
import { type Executor, executePrepared, type Transaction } from "./db.ts";

export interface StoredFile {
  mediaType: string;
  bytes: Buffer;
}

/** Keeps bytes under their SHA-256 (hexadecimal), once; answers that hash. */
export async function storeFile(db: Executor, { mediaType, bytes }: StoredFile): Promise<string> {
  const hash = createHash("sha256").update(bytes).digest("hex");
  const file = { hash, mediaType, size: bytes.length, bytes };
  await executePrepared(db, db.insert(files).values(file).onConflictDoNothing());
  return hash;
}

/** The bytes kept under a hash, or null. */
export async function readFile(db: Executor, hash: string): Promise<StoredFile | null> {
  const [row] = await executePrepared<StoredFile & Record<string, unknown>>(
    db,
    sql`select media_type "mediaType", bytes from files where hash = ${hash}`,
  );
  return row ?? null;
}

/** Removes files that nothing refers to any more; one that something still shows stays. */
export async function dropFiles(tx: Transaction, hashes: readonly string[]): Promise<void> {
  const references = await tx.execute<{ name: string; key: string }>(sql`
    select c.conrelid::regclass::text as name, a.attname as key from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'files'::regclass`);
  const unless = references.map(
    ({ name, key }) =>
      sql`and not exists (select from ${sql.identifier(name)} r where r.${sql.identifier(key)} = f.hash)`,
  );
  for (const hash of hashes) {
    await tx.execute(sql`delete from files f where hash = ${hash} ${sql.join(unless, sql` `)}`);
  }
}
