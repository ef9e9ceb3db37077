import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { credentialJobs } from "#app/domain/credentials/jobs.server.ts";
import { signCheckpoint } from "#app/domain/credentials/log/checkpoint.ts";
import {
  appendCredential,
  appendWaiting,
  type SignedCredential,
} from "#app/domain/credentials/log-append.server.ts";
import { checkLog, type LogFault } from "#app/domain/credentials/log-check.server.ts";
import { loadLogSigner } from "#app/domain/credentials/log-key.server.ts";
import { jobs } from "#app/jobs.ts";
import { readConfig } from "#app/server/config.ts";
import type { JobContext } from "#app/server/jobs.ts";
import { createLogger } from "#app/server/log.ts";
import { createMailer } from "#app/server/mail.ts";
import { insertLogged, insertSigned, makeWriter } from "#tests/factories/log.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { runCli } from "#tests/integration/operator/processes.ts";
import { freshDatabase, type TestDatabase } from "#tests/setup/database.ts";
import { openMailbox, workOff } from "#tests/setup/jobs.ts";

const writer = makeWriter();
const { publicKey } = writer.signer;
const intruder = makeWriter();

const LOG_TABLES = ["log_entries", "log_tiles", "log_checkpoints", "log_openings"];

/** Changes the log as somebody with the owner's rights could, and puts the rules back. */
async function tamper(db: TestDatabase, ...changes: string[]): Promise<void> {
  for (const table of LOG_TABLES) {
    await db.execute(sql.raw(`alter table ${table} disable trigger user`));
  }
  for (const change of changes) await db.execute(sql.raw(change));
  for (const table of LOG_TABLES) {
    await db.execute(sql.raw(`alter table ${table} enable trigger user`));
  }
}

/** One bit of a column of bytes, the other way. */
const flipped = (column: string, byte: number) =>
  `set_byte(${column}, ${byte}, get_byte(${column}, ${byte}) # 1)`;

const flip = (table: string, column: string, where: string, byte = 0) =>
  `update ${table} set ${column} = ${flipped(column, byte)} where ${where}`;

const codes = (faults: readonly LogFault[]) => [...new Set(faults.map(({ code }) => code))];

describe("the check of the log", () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await freshDatabase();
    await insertLogged(db, writer, [255, 2, 343]);
  });

  test("finds nothing wrong in what was only added to", async () => {
    const report = await checkLog(db, { publicKey });
    // Batches hold 256 at most: 255, 257, 513, 600.
    expect(report).toEqual({ entries: 600, checkpoints: 4, faults: [] });
  });

  test.each<[string, string, string, LogFault["code"][]]>([
    [
      "an entry, in a full tile",
      flip("log_entries", "data", "index = 100"),
      flip("log_entries", "data", "index = 100"),
      ["opening-differs", "checkpoint-root", "tile-differs"],
    ],
    [
      "an entry, at the edge",
      flip("log_entries", "data", "index = 599", 31),
      flip("log_entries", "data", "index = 599", 31),
      ["opening-differs", "checkpoint-root"],
    ],
    [
      "a hash of a tile",
      flip("log_tiles", "hashes", "index = 1", 8191),
      flip("log_tiles", "hashes", "index = 1", 8191),
      ["tile-differs"],
    ],
    [
      "the root of a tile",
      flip("log_tiles", "root", "index = 0"),
      flip("log_tiles", "root", "index = 0"),
      ["tile-differs"],
    ],
    [
      "the place of a tile",
      "update log_tiles set index = 9 where index = 1",
      "update log_tiles set index = 1 where index = 9",
      ["tile-missing"],
    ],
    [
      "a tile that nothing makes",
      "insert into log_tiles select 1, 0, hashes, root from log_tiles where index = 0",
      "delete from log_tiles where level = 1",
      ["tile-extra"],
    ],
    [
      "the root of a checkpoint",
      flip("log_checkpoints", "root", "size = 257"),
      flip("log_checkpoints", "root", "size = 257"),
      ["checkpoint-root", "checkpoint-signature"],
    ],
    [
      "a letter of a checkpoint",
      "update log_checkpoints set note = replace(note, 'cabildo.example', 'cabildo.exomple')",
      "update log_checkpoints set note = replace(note, 'cabildo.exomple', 'cabildo.example')",
      ["checkpoint-signature"],
    ],
    [
      "the key that a checkpoint names",
      "update log_checkpoints set verifier_key = 'x' || verifier_key where size = 600",
      "update log_checkpoints set verifier_key = substr(verifier_key, 2) where size = 600",
      ["checkpoint-signature"],
    ],
    [
      "the salt of an entry",
      flip("log_openings", "salt", "entry_index = 3"),
      flip("log_openings", "salt", "entry_index = 3"),
      ["opening-differs"],
    ],
    [
      "the hash of a credential",
      "update log_openings set credential_hash = reverse(credential_hash) where entry_index = 4",
      "update log_openings set credential_hash = reverse(credential_hash) where entry_index = 4",
      ["opening-differs"],
    ],
    [
      "the time of an entry",
      "update log_openings set logged_at = logged_at - interval '1 s' where entry_index = 5",
      "update log_openings set logged_at = logged_at + interval '1 s' where entry_index = 5",
      ["opening-differs"],
    ],
  ])("finds a change of %s", async (_, change, back, found) => {
    await tamper(db, change);
    expect(codes((await checkLog(db, { publicKey })).faults).sort()).toEqual([...found].sort());
    await tamper(db, back);
    expect((await checkLog(db, { publicKey })).faults).toEqual([]);
  });

  const seed = Number(process.env.SEED ?? Date.now() % 2147483647);

  test(`finds any one byte changed, 60 times over (SEED=${seed})`, async () => {
    let state = seed;
    const roll = (sides: number) => {
      state = (state * 16807) % 2147483647;
      return state % sides;
    };
    const size = () => [255, 257, 513, 600][roll(4)];
    const letters = "convert_to(note, 'UTF8')";
    const changes = [
      () => flip("log_entries", "data", `index = ${roll(600)}`, roll(32)),
      () => flip("log_tiles", "hashes", `index = ${roll(2)}`, roll(8192)),
      () => flip("log_tiles", "root", `index = ${roll(2)}`, roll(32)),
      () => flip("log_checkpoints", "root", `size = ${size()}`, roll(32)),
      () => `update log_checkpoints set note = convert_from(${flipped(letters, roll(75))}, 'UTF8')
        where size = ${size()}`,
    ];
    for (let round = 0; round < 60; round += 1) {
      const change = changes[round % changes.length]?.() ?? "";
      await tamper(db, change);
      const { faults } = await checkLog(db, { publicKey });
      expect(faults.length, `SEED=${seed} round ${round}: ${change}`).toBeGreaterThan(0);
      // The same bit again is as it was.
      await tamper(db, change);
    }
    expect((await checkLog(db, { publicKey })).faults).toEqual([]);
  });

  test("finds that every signature is another key's", async () => {
    const { faults } = await checkLog(db, { publicKey: intruder.signer.publicKey });
    expect(codes(faults)).toEqual(["checkpoint-signature"]);
    expect(codes((await checkLog(db, { publicKey: null })).faults)).toEqual(["key-missing"]);
  });

  test("holds the log to a checkpoint that was kept, and refuses one of another's", async () => {
    const [row] = await db.execute<{ note: string }>(
      sql`select note from log_checkpoints where size = 257`,
    );
    const note = row?.note ?? "";
    expect((await checkLog(db, { publicKey, kept: [note] })).faults).toEqual([]);
    const { origin } = writer;
    const root = new Uint8Array(32);
    const fork = await signCheckpoint({ origin, size: 257, root }, writer.signer);
    const ahead = await signCheckpoint({ origin, size: 601, root }, writer.signer);
    const other = await signCheckpoint({ origin, size: 257, root }, intruder.signer);
    for (const [kept, fault] of [
      [fork, { code: "kept-root", at: 257 }],
      [ahead, { code: "kept-root", at: 601 }],
      [other, { code: "kept-signature", at: 0 }],
    ] as const) {
      expect((await checkLog(db, { publicKey, kept: [kept] })).faults).toEqual([fault]);
    }
  });
});

describe("what was taken out", () => {
  test.each<[string, string[], LogFault]>([
    [
      "an entry in the middle",
      [
        "update log_openings set entry_index = null, logged_at = null where entry_index = 2",
        "delete from log_entries where index = 2",
      ],
      { code: "entry-missing", at: 2 },
    ],
    [
      "the last entries",
      [
        "delete from log_openings where entry_index >= 4",
        "delete from log_entries where index >= 4",
      ],
      { code: "entries-missing", at: 4 },
    ],
    [
      "the last checkpoint",
      ["delete from log_checkpoints where size = 5"],
      { code: "entries-unsigned", at: 3 },
    ],
    [
      "what opens an entry",
      ["delete from log_openings where entry_index = 1"],
      { code: "opening-missing", at: 1 },
    ],
  ])("is found: %s", async (_, changes, fault) => {
    const db = await freshDatabase();
    await insertLogged(db, writer, [3, 2]);
    await tamper(db, ...changes);
    expect((await checkLog(db, { publicKey })).faults).toContainEqual(fault);
  });

  test("with its checkpoints is found by one that was kept", async () => {
    const db = await freshDatabase();
    await insertLogged(db, writer, [3, 2]);
    const [last] = await db.execute<{ note: string }>(
      sql`select note from log_checkpoints where size = 5`,
    );
    await tamper(
      db,
      "delete from log_openings where entry_index >= 3",
      "delete from log_entries where index >= 3",
      "delete from log_checkpoints where size = 5",
    );
    expect((await checkLog(db, { publicKey })).faults).toEqual([]);
    expect((await checkLog(db, { publicKey, kept: [last?.note ?? ""] })).faults).toEqual([
      { code: "kept-root", at: 5 },
    ]);
  });
});

describe("who would add to a log that was changed", () => {
  test.each([
    ["an entry at the edge", flip("log_entries", "data", "index = 4")],
    ["a checkpoint", "update log_checkpoints set note = replace(note, 'cabildo', 'otro')"],
  ])("signs nothing after a change of %s", async (_, change) => {
    const db = await freshDatabase();
    await insertLogged(db, writer, [5]);
    await tamper(db, change);
    await appendCredential(db, (await insertSigned(db, 1))[0] as SignedCredential);
    await expect(appendWaiting(db, writer, new Date())).rejects.toThrow("the log");
  });

  test("signs nothing with another key", async () => {
    const db = await freshDatabase();
    await insertLogged(db, writer, [5]);
    await appendCredential(db, (await insertSigned(db, 1))[0] as SignedCredential);
    await expect(appendWaiting(db, intruder, new Date())).rejects.toThrow("log.key");
  });
});

describe("the night's check", () => {
  const folder = mkdtempSync(join(tmpdir(), "cabildo-log-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("keeps a checkpoint outside, and cries when the log is no longer what it says", async () => {
    const db = await freshDatabase();
    const mailbox = await openMailbox();
    const config = readConfig({ NODE_ENV: "test", DATA_DIR: folder });
    const lines: string[] = [];
    const log = createLogger("info", "test", { write: (line: string) => lines.push(line) });
    const origin = "https://cabildo.example";
    const context: JobContext = { db, config, log, origin, mailer: createMailer(config, log) };
    await insertViewer(db, { roles: ["admin"], email: "admin@salcaja.example" });
    await insertViewer(db, { roles: ["manager"], email: "manager@salcaja.example" });
    for (const credential of await insertSigned(db, 3)) await appendCredential(db, credential);

    await credentialJobs["credentials.log"].run(context, {});
    expect(statSync(join(folder, "log.key")).mode & 0o077).toBe(0);
    await credentialJobs["credentials.check-log"].run(context, {});
    expect(lines.at(-1)).toContain('"code":"log-holds"');
    const kept = join(folder, "log-checkpoint");
    expect(readFileSync(kept, "utf8")).toMatch(/^cabildo\.example\/registro-publico\n3\n/);

    const run = await runCli(["log:check"], { DATABASE_URL: db.url, DATA_DIR: folder });
    expect(run).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("The public log holds: 3 entries, 1 checkpoints"),
    });

    await tamper(db, flip("log_entries", "data", "index = 1"));
    await credentialJobs["credentials.check-log"].run(context, {});
    expect(lines.at(-1)).toContain('"code":"log-broken"');
    await workOff(db, { "people.mail": jobs["people.mail"] as never }, mailbox.url);
    expect(mailbox.letters.map(({ to }) => to)).toEqual(["admin@salcaja.example"]);
    expect(mailbox.letters[0]?.subject).toContain("registro público");
    expect(mailbox.letters[0]?.text).toContain("opening-differs 1");

    const broken = await runCli(["log:check"], { DATABASE_URL: db.url, DATA_DIR: folder });
    expect(broken.code).toBe(1);
    expect(broken.stdout).toContain("opening-differs 1: the entry is not the hash");
    expect(broken.stdout).toContain("The public log does NOT hold");
  });

  test("answers with the file of a checkpoint that somebody else kept", async () => {
    const db = await freshDatabase();
    const dataDir = mkdtempSync(join(folder, "other-"));
    const config = readConfig({ NODE_ENV: "test", DATA_DIR: dataDir });
    const own = { signer: loadLogSigner(config), origin: writer.origin };
    await insertLogged(db, own, [2]);
    const file = join(dataDir, "mine");
    const fork = { origin: own.origin, size: 2, root: new Uint8Array(32) };
    writeFileSync(file, await signCheckpoint(fork, own.signer));
    const given = { DATABASE_URL: db.url, DATA_DIR: dataDir };
    const run = await runCli(["log:check", "--checkpoint", file], given);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain("kept-root 2: the log is not what a checkpoint");
    const none = await runCli(["log:check", "--checkpoint", "/none"], given);
    expect(none.code).toBe(1);
    expect(none.stderr).toContain("--checkpoint");
  });
});
