import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { Uuid } from "#app/kernel/ids.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import { type Database, type Executor, executePrepared, type Transaction } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import { responseFiles } from "#db/schema/assessment-files.ts";
import { type FileRefusal, LARGEST_ANSWER_FILE } from "./answer-file-types.ts";
import { derivedId } from "./derived-id.server.ts";
import { fileName } from "./interactions/file-upload/file-name.ts";
import { mediaTypeOf } from "./interactions/file-upload/media-type.server.ts";
import type { Entry } from "./item.ts";
import { itemsByHash } from "./item-versions.server.ts";
import type { SentFile } from "./item-view.ts";

/** A file as it came with an answer. */
export interface GivenFile {
  attemptId: string;
  itemId: string;
  name: string;
  bytes: Buffer;
  /** Files that the answer has already. */
  beside: number;
}

/** How often all the files of an answer may be changed for others. */
const CHANGES = 10;

/**
 * Keeps a file for an answer of `actor`, who then answers with its id. The same file sent again
 * for the same question is the same one.
 *
 * Refused: another's attempt, or a question of it that takes no files (`unknown`); an attempt that
 * its person handed in (`closed`; after the deadline it is kept, as an answer is, and the answer
 * is late); nothing in it; more bytes than the question takes, or than 10 MB; more files than it
 * takes; and what is not, by what it holds, of a kind that it takes.
 */
export async function keepFile(
  db: Database,
  actor: { id: string },
  file: GivenFile,
  now: Date,
): Promise<Result<string, FileRefusal>> {
  const { attemptId, itemId, bytes } = file;
  const name = fileName(file.name);
  const digest = createHash("sha256").update(bytes).digest("hex");
  const id = derivedId(attemptId, itemId, name, digest);
  return db.transaction(async (tx) => {
    const place = await lockPlace(tx, actor, file, id);
    if (!place) return refused("unknown");
    if (place.closed) return refused("closed");
    if (bytes.length === 0) return refused("empty");
    if (bytes.length > Math.min(place.files.bytes, LARGEST_ANSWER_FILE))
      return refused("too-large");
    const mediaType = typeAmong(place.files.mediaTypes, mediaTypeOf(bytes, name));
    if (!mediaType) return refused("other-type");
    if (file.beside >= place.files.most) return refused("too-many");
    if (place.kept) return done(id);
    if (place.others >= place.files.most * CHANGES) return refused("too-many");
    const row = { id, attemptId, itemId, name, mediaType, size: bytes.length, bytes, sentAt: now };
    await executePrepared(tx, tx.insert(responseFiles).values(row));
    await record(tx, {
      ...{ actorId: actor.id, verb: "attached", objectType: "item", objectId: itemId },
      result: { attempt: attemptId, file: id, size: bytes.length },
    });
    return done(id);
  });
}

interface Place {
  files: NonNullable<Entry["files"]>;
  closed: boolean;
  /** This very file is there. */
  kept: boolean;
  /** Files kept for the question, whether its answer still has them or not. */
  others: number;
}

/**
 * Files of one attempt are kept one after another, so that none passes the limit beside another:
 * what is there is read once the row is held, since a query that waits sees what was before.
 */
async function lockPlace(
  tx: Transaction,
  actor: { id: string },
  { attemptId, itemId }: GivenFile,
  id: string,
): Promise<Place | null> {
  const [attempt] = await tx.execute<{ hash: string | null; closed: boolean }>(sql`
    select (select value ->> 'hash' from jsonb_array_elements(form)
        where value ->> 'item' = ${itemId} limit 1) as hash,
      finished_at is not null and finished_by <> 'deadline' as closed
    from attempts where id = ${attemptId} and user_id = ${actor.id} for no key update`);
  if (!attempt?.hash) return null;
  const item = (await itemsByHash(tx, [attempt.hash])).get(attempt.hash);
  const files = item?.interaction === "file-upload" ? item.entry?.files : undefined;
  if (!files) return null;
  const there = await tx.execute<{ id: string }>(
    sql`select id from response_files where attempt_id = ${attemptId} and item_id = ${itemId}`,
  );
  const kept = there.some((file) => file.id === id);
  return { files, closed: attempt.closed, kept, others: there.length };
}

/** Of texts, whichever kind the question takes: only their names tell a table apart. */
function typeAmong(taken: readonly string[], type: string | null): string | null {
  if (type === null || taken.includes(type)) return type;
  const texts = ["text/plain", "text/csv"];
  return texts.includes(type) ? (taken.find((each) => texts.includes(each)) ?? null) : null;
}

/** A file of an answer, to be read. */
export type AnswerFile = Pick<SentFile, "name" | "mediaType"> & { bytes: Buffer };

/** A file sent as an answer, for who sent it; null = there is none of theirs. */
export async function answerFile(
  db: Executor,
  viewer: { id: string },
  id: string,
): Promise<AnswerFile | null> {
  const known = Uuid.safeParse(id);
  if (!known.success) return null;
  const [row] = await executePrepared<AnswerFile & Record<string, unknown>>(
    db,
    sql`select file.name, media_type as "mediaType", bytes
      from response_files as file join attempts on attempts.id = attempt_id
      where file.id = ${known.data} and user_id = ${viewer.id}`,
  );
  return row ?? null;
}

/** A file sent as an answer, for somebody of whom the caller knows that they may read it. */
export async function anyAnswerFile(db: Executor, id: string): Promise<AnswerFile | null> {
  const [row] = await db.execute<AnswerFile & Record<string, unknown>>(sql`
    select name, media_type as "mediaType", bytes from response_files where id = ${id}`);
  return row ?? null;
}

/** What the files of a response are, in its order; `ids` as a kept response has them. */
export async function filesOfResponse(db: Executor, ids: readonly string[]): Promise<SentFile[]> {
  const known = ids.filter((id) => Uuid.safeParse(id).success);
  if (known.length === 0) return [];
  const rows = await db.execute<SentFile & Record<string, unknown>>(sql`
    select id, name, media_type as "mediaType", size from response_files where id in ${known}`);
  return known.flatMap((id) => rows.find((file) => file.id === id) ?? []);
}
