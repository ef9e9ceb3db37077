import { sql } from "drizzle-orm";
import type { Database, Transaction } from "#app/server/db.ts";
import { readFile } from "#app/server/files.ts";
import { bulkState, dropUnused, orderBulk } from "../bulk.server.ts";
import { type BulkOutcome, type BulkRow, outcomeOf } from "../bulk.ts";
import { publishKeys, rememberIssuer } from "../issuer-record.server.ts";
import { signCredential } from "../issuing/sign.server.ts";
import { keyAddress } from "../keys/did-document.ts";
import { createVerifier } from "../own-verifier.server.ts";
import type { Signing } from "../signing.server.ts";
import { signLists } from "../status-lists.server.ts";
import type { Uploads } from "../uploads.server.ts";
import { type SourceChecking, verifyFile, verifyTyped } from "../verify-source.server.ts";
import { openZip, type PackedFile } from "./bulk-zip.server.ts";
import type { Outside } from "./outside.ts";

/** What works through a list: keys and threads, what is asked of others, our origin and the time. */
export interface BulkTools {
  signing: Signing;
  outside: Outside;
  uploads: Uploads;
  origin: string;
  clock: () => Date;
}

/** Milliseconds that one job works; then it orders the next, and other work has its turn. */
const TURN = 15_000;

/**
 * Looks at the rows that nobody has looked at yet, and keeps each outcome at once: a worker that
 * is killed goes on where it was. When none is left, signs the report.
 */
export async function workBulk(db: Database, tools: BulkTools, id: string): Promise<void> {
  const waiting = await waitingRows(db, id);
  if (!waiting) return;
  const files = waiting.inputHash ? await filesOf(db, waiting.inputHash) : null;
  const checking = await checkingOf(db, tools);
  const until = tools.clock().getTime() + TURN;
  for (const row of waiting.rows) {
    if (tools.clock().getTime() > until) return orderBulk(db, id);
    const outcome = await lookAt(row, files, checking, tools.clock());
    await db.execute(sql`
      update bulk_verification_rows set outcome = ${JSON.stringify(outcome)}::jsonb
      where bulk_id = ${id} and position = ${row.position} and outcome is null`);
  }
  await finish(db, tools, id);
}

/** Null when there is no such verification, or it is finished. */
async function waitingRows(db: Database, id: string) {
  const [row] = await db.execute<{ inputHash: string | null; rows: BulkRow[] }>(sql`
    select input_hash "inputHash",
      (select coalesce(jsonb_agg(jsonb_build_object('position', position, 'source', source)
        order by position), '[]')
        from bulk_verification_rows where bulk_id = b.id and outcome is null) rows
    from bulk_verifications b where id = ${id} and finished_at is null`);
  return row ?? null;
}

async function filesOf(db: Database, hash: string): Promise<PackedFile[]> {
  const stored = await readFile(db, hash);
  const files = stored ? await openZip(stored.bytes) : [];
  return typeof files === "string" ? [] : files;
}

async function checkingOf(
  db: Database,
  { signing, outside, uploads, clock }: BulkTools,
): Promise<SourceChecking> {
  let verifier = await createVerifier(db, signing.proofs, outside);
  return {
    db,
    uploads,
    verifier: () => verifier,
    async sign(id) {
      await signCredential(db, signing, id, clock());
      await signLists(db, signing, clock());
      // The first one that is signed at an origin makes it an issuer.
      verifier = await createVerifier(db, signing.proofs, outside);
    },
  };
}

/** `files` = those of the ZIP that the rows are of; null = they are the rows of a list. */
async function lookAt(
  { position, source }: Pick<BulkRow, "position" | "source">,
  files: readonly PackedFile[] | null,
  checking: SourceChecking,
  now: Date,
): Promise<BulkOutcome> {
  const found = files
    ? await lookInto(files[position - 1], checking, now)
    : await verifyTyped(source, checking, now);
  if (typeof found !== "string") return outcomeOf(found);
  return { fault: found, checkedAt: now.toISOString() };
}

async function lookInto(file: PackedFile | undefined, checking: SourceChecking, now: Date) {
  const bytes = file && (await bytesOf(file));
  return bytes ? verifyFile(bytes, checking, now) : "unzip";
}

async function bytesOf(file: PackedFile): Promise<Buffer | null> {
  try {
    return await file.read();
  } catch {
    return null;
  }
}

/** Signs the report of all rows, and lets go of what was sent. */
async function finish(db: Database, tools: BulkTools, id: string): Promise<void> {
  const { signing, origin, clock } = tools;
  await db.transaction(async (tx) => {
    await publishKeys(tx, signing.keys);
    const did = await rememberIssuer(tx, origin);
    const report = await signReport(tx, tools, did, id);
    await tx.execute(sql`
      update bulk_verifications set report = ${report}, input_hash = null,
        finished_at = ${clock().toISOString()}::timestamptz
      where id = ${id} and finished_at is null`);
    await dropUnused(tx);
  });
}

/** A compact JWS (RFC 7515 §7.1) with ES256, by a key of our DID document. */
async function signReport(
  tx: Transaction,
  { signing, clock }: BulkTools,
  did: string,
  id: string,
): Promise<string> {
  const rows = (await bulkState(tx, id))?.rows ?? [];
  const key = signing.keys.signing("ES256");
  const header = { alg: "ES256", typ: "JOSE", cty: "json", kid: keyAddress(did, key) };
  const certificates = rows.map(({ position, source, outcome }) => ({
    position,
    source,
    ...outcome,
  }));
  const payload = { iss: did, iat: Math.floor(clock().getTime() / 1000), jti: id, certificates };
  const input = `${base64url(header)}.${base64url(payload)}`;
  const signature = await key.sign(new TextEncoder().encode(input));
  return `${input}.${Buffer.from(signature).toString("base64url")}`;
}

const base64url = (value: unknown): string =>
  Buffer.from(JSON.stringify(value), "utf8").toString("base64url");
