import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import {
  appendCredential,
  appendWaiting,
  eraseOpening,
  type SignedCredential,
} from "#app/domain/credentials/log/append.server.ts";
import { readCheckpoint } from "#app/domain/credentials/log/checkpoint.ts";
import { inclusionProblem } from "#app/domain/credentials/log/inclusion.ts";
import { sha256 } from "#app/domain/credentials/log/key.server.ts";
import { checkLog } from "#app/domain/credentials/log-check.server.ts";
import { inclusionDocument } from "#app/domain/credentials/log-queries.server.ts";
import { failOnce } from "#tests/factories/faults.ts";
import { insertLogged, insertSigned, makeWriter } from "#tests/factories/log.ts";
import { freshDatabase, type TestDatabase } from "#tests/setup/database.ts";

const now = new Date("2026-11-21T18:00:00.500Z");
const writer = makeWriter();
const { publicKey } = writer.signer;

const ask = (db: TestDatabase, credential: SignedCredential) =>
  db.transaction((tx) => appendCredential(tx, credential));

/** What the log holds, by a look at its tables. */
async function held(db: TestDatabase) {
  const [row] = await db.execute<Record<string, number>>(sql`
    select (select count(*)::int from log_entries) entries,
      (select coalesce(max(index) + 1, 0)::int from log_entries) next,
      (select count(*)::int from log_openings where entry_index is not null) opened,
      (select count(*)::int from log_tiles) tiles,
      (select coalesce(max(size), 0)::int from log_checkpoints) signed,
      (select count(*)::int from statements where verb = 'logged') statements`);
  return row;
}

async function proved(db: TestDatabase, { id, hash }: SignedCredential) {
  const document = await inclusionDocument(db, id);
  if (typeof document === "string") return document;
  const credential = { credentialId: id, credentialHash: hash };
  return (await inclusionProblem(document, credential, publicKey, sha256)) ?? "proved";
}

describe("the log", () => {
  test("takes 500 credentials asked for at once, twice each, while eight add: contiguous, once each", async () => {
    const db = await freshDatabase();
    const signed = await insertSigned(db, 500);
    const asking = Promise.all([...signed, ...signed].map((credential) => ask(db, credential)));
    const adding = Array.from({ length: 8 }, () => appendWaiting(db, writer, now));
    const answers = await asking;
    await Promise.all(adding);
    await appendWaiting(db, writer, now);

    const all = { entries: 500, next: 500, opened: 500, tiles: 1, signed: 500, statements: 500 };
    expect(await held(db)).toEqual(all);
    expect(answers.filter((answer) => answer.ok && answer.value.asked)).toHaveLength(500);
    expect(await checkLog(db, { publicKey })).toMatchObject({ entries: 500, faults: [] });
    for (const credential of signed) expect(await proved(db, credential)).toBe("proved");
  });

  test("orders the job with the credential, and neither when that is undone", async () => {
    const db = await freshDatabase();
    const [kept, undone] = await insertSigned(db, 2);
    await ask(db, kept as SignedCredential);
    const failing = db.transaction(async (tx) => {
      await appendCredential(tx, undone as SignedCredential);
      throw new Error("undo");
    });
    await expect(failing).rejects.toThrow("undo");
    const jobs = await db.execute(sql`
      select from graphile_worker.jobs where task_identifier = 'credentials.log'`);
    expect(jobs).toHaveLength(1);
    expect(await appendWaiting(db, writer, now)).toBe(1);
  });

  test("refuses other bytes under an id that it knows", async () => {
    const db = await freshDatabase();
    const [credential] = await insertLogged(db, writer, [1]);
    const { id } = credential as SignedCredential;
    expect(await ask(db, { id, hash: "0".repeat(64) })).toEqual({
      ok: false,
      reason: "other-bytes",
    });
    expect(await ask(db, credential as SignedCredential)).toEqual({
      ok: true,
      value: { asked: false },
    });
    expect(await appendWaiting(db, writer, now)).toBe(0);
  });

  test("signs under its name a checkpoint of each batch, and its clock never runs back", async () => {
    const db = await freshDatabase();
    const signed = await insertLogged(db, writer, [3, 2]);
    await ask(db, (await insertSigned(db, 1))[0] as SignedCredential);
    await appendWaiting(db, writer, new Date("2020-01-01T00:00:00Z"));
    const notes = await db.execute<{ note: string }>(
      sql`select note from log_checkpoints order by size`,
    );
    expect(notes.map(({ note }) => readCheckpoint(note)?.size)).toEqual([3, 5, 6]);
    expect(readCheckpoint(notes[0]?.note ?? "")?.origin).toBe("cabildo.example/registro-publico");
    const times = await db.execute<{ at: string }>(sql`
      select distinct to_char(logged_at, 'YYYY-MM-DD HH24:MI:SS') as at from log_openings`);
    expect(times.map(({ at }) => at)).toEqual(["2026-11-21 18:00:00"]);
    expect(await proved(db, signed[0] as SignedCredential)).toBe("proved");
  });

  test("forgets whose an entry was, and still holds", async () => {
    const db = await freshDatabase();
    const [erased, other] = (await insertLogged(db, writer, [2])) as [
      SignedCredential,
      SignedCredential,
    ];
    await eraseOpening(db, erased.id);
    expect(await proved(db, erased)).toBe("unknown");
    expect(await proved(db, other)).toBe("proved");
    expect(await checkLog(db, { publicKey })).toMatchObject({ entries: 2, faults: [] });
    expect(await ask(db, erased)).toEqual({ ok: false, reason: "other-bytes" });
  });

  test("never takes one that was erased while it waited", async () => {
    const db = await freshDatabase();
    const [erased] = (await insertSigned(db, 1)) as [SignedCredential];
    await ask(db, erased);
    await eraseOpening(db, erased.id);
    expect(await appendWaiting(db, writer, now)).toBe(0);
    expect(await proved(db, erased)).toBe("unknown");
  });
});

describe("a step that fails", () => {
  test.each([
    ["entries", "insert on log_entries"],
    ["openings", "update on log_openings"],
    ["tiles", "insert on log_tiles"],
    ["checkpoint", "insert on log_checkpoints"],
    ["statements", "insert on statements"],
  ])("at the %s leaves nothing half done, and the next try goes on", async (_, event) => {
    const db = await freshDatabase();
    const before = await insertLogged(db, writer, [200]);
    const signed = await insertSigned(db, 100);
    for (const credential of signed) await ask(db, credential);
    await failOnce(db, event);
    const whole = await held(db);

    await expect(appendWaiting(db, writer, now)).rejects.toThrow();
    expect(await held(db)).toEqual(whole);
    expect(await proved(db, signed[0] as SignedCredential)).toBe("not-yet");
    expect(await proved(db, before[0] as SignedCredential)).toBe("proved");

    expect(await appendWaiting(db, writer, now)).toBe(100);
    expect(await held(db)).toMatchObject({ entries: 300, next: 300, tiles: 1, signed: 300 });
    expect(await checkLog(db, { publicKey })).toMatchObject({ entries: 300, faults: [] });
  });

  test("at the signer leaves what waits waiting", async () => {
    const db = await freshDatabase();
    await ask(db, (await insertSigned(db, 1))[0] as SignedCredential);
    const away = { ...writer.signer, sign: () => Promise.reject(new Error("the KMS is away")) };
    await expect(appendWaiting(db, { ...writer, signer: away }, now)).rejects.toThrow("away");
    expect(await appendWaiting(db, writer, now)).toBe(1);
  });
});

describe("what nobody may do to the log, its owner included", () => {
  test.each([
    "update log_entries set data = ''",
    "delete from log_entries",
    "truncate log_entries cascade",
    "update log_tiles set root = ''",
    "delete from log_checkpoints",
    "delete from log_openings",
    "update log_openings set entry_index = 7",
    "update log_openings set salt = '\\x00'",
    "update log_openings set salt = null",
    "update log_openings set logged_at = now()",
  ])("%s", async (change) => {
    const db = await freshDatabase();
    await insertLogged(db, writer, [1]);
    await expect(db.execute(sql.raw(change))).rejects.toMatchObject({ cause: { code: "42501" } });
  });
});
