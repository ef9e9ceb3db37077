import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { files } from "#db/schema/courses.ts";
import type { Executor } from "./db.ts";

export interface StoredFile {
  mediaType: string;
  bytes: Buffer;
}

/** Keeps bytes under their SHA-256 (hexadecimal), once; answers that hash. */
export async function storeFile(db: Executor, { mediaType, bytes }: StoredFile): Promise<string> {
  const hash = createHash("sha256").update(bytes).digest("hex");
  await db
    .insert(files)
    .values({ hash, mediaType, size: bytes.length, bytes })
    .onConflictDoNothing();
  return hash;
}

/** The bytes kept under a hash, or null. */
export async function readFile(db: Executor, hash: string): Promise<StoredFile | null> {
  const [row] = await db
    .select({ mediaType: files.mediaType, bytes: files.bytes })
    .from(files)
    .where(eq(files.hash, hash));
  return row ?? null;
}
