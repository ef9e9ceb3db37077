import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { sql } from "drizzle-orm";
import { makeId } from "#app/domain/credentials/issuing/code.ts";
import {
  appendCredential,
  appendWaiting,
  type LogWriter,
  type SignedCredential,
} from "#app/domain/credentials/log/append.server.ts";
import type { Database } from "#app/server/db.ts";
import { insertOfficial } from "./people.ts";

/** A log under a key of this test's own. */
export function makeWriter(origin = "cabildo.example/registro-publico"): LogWriter {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const { x = "" } = publicKey.export({ format: "jwk" });
  const signer = {
    publicKey: new Uint8Array(Buffer.from(x, "base64url")),
    sign: async (message: Uint8Array) => sign(null, message, privateKey),
  };
  return { signer, origin };
}

let made = 0;

/** Certificates of one person, each of an achievement of its own, as if they had been signed. */
export async function insertSigned(db: Database, count: number): Promise<SignedCredential[]> {
  made += 1;
  const achievement = `registro-${made}`;
  const { id: userId } = await insertOfficial(db);
  const ids = Array.from({ length: count }, () => makeId(randomBytes(16)));
  await db.execute(sql`
    insert into achievements (id, edition, kind, subject, body)
    select ${achievement}, n, 'course', 'registro', '{}' from generate_series(1, ${count}::int) n`);
  await db.execute(sql`
    insert into credentials (id, code, user_id, achievement_id, achievement_edition)
    select id, id, ${userId}::uuid, ${achievement}, n
    from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) with ordinality given(id, n)`);
  return ids.map((id) => ({ id, hash: createHash("sha256").update(`signed ${id}`).digest("hex") }));
}

/** A log with so many certificates, in batches of the sizes given. */
export async function insertLogged(
  db: Database,
  writer: LogWriter,
  batches: readonly number[],
): Promise<SignedCredential[]> {
  const all: SignedCredential[] = [];
  for (const count of batches) {
    const signed = await insertSigned(db, count);
    for (const credential of signed) await appendCredential(db, credential);
    await appendWaiting(db, writer, new Date("2026-11-21T18:00:00Z"));
    all.push(...signed);
  }
  return all;
}

const LOG_TABLES = ["log_entries", "log_tiles", "log_checkpoints", "log_openings"];

/** Changes the log as somebody with the owner's rights could, and puts the rules back. */
export async function tamper(db: Database, ...changes: string[]): Promise<void> {
  for (const table of LOG_TABLES) {
    await db.execute(sql.raw(`alter table ${table} disable trigger user`));
  }
  for (const change of changes) await db.execute(sql.raw(change));
  for (const table of LOG_TABLES) {
    await db.execute(sql.raw(`alter table ${table} enable trigger user`));
  }
}

/** One bit of a column of bytes, the other way. */
export const flipped = (column: string, byte: number) =>
  `set_byte(${column}, ${byte}, get_byte(${column}, ${byte}) # 1)`;

export const flip = (table: string, column: string, where: string, byte = 0) =>
  `update ${table} set ${column} = ${flipped(column, byte)} where ${where}`;
