import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  appendCredential,
  appendWaiting,
  type SignedCredential,
} from "#app/domain/credentials/log/append.server.ts";
import { signCheckpoint } from "#app/domain/credentials/log/checkpoint.ts";
import { checkLog, type LogFault } from "#app/domain/credentials/log-check.server.ts";
import {
  flip,
  flipped,
  insertLogged,
  insertSigned,
  makeWriter,
  tamper,
} from "#tests/factories/log.ts";
import { freshDatabase, type TestDatabase } from "#tests/setup/database.ts";

const writer = makeWriter();
const { publicKey } = writer.signer;
const intruder = makeWriter();

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

  test("signs nothing over a database that is older than what it signed", async () => {
    const db = await freshDatabase();
    let note: string | null = null;
    const kept = {
      read: () => note,
      write: (given: string) => {
        note = given;
      },
    };
    await insertLogged(db, { ...writer, kept }, [3, 2]);
    await tamper(
      db,
      "delete from log_openings where entry_index >= 3",
      "delete from log_entries where index >= 3",
      "delete from log_checkpoints where size = 5",
    );
    await appendCredential(db, (await insertSigned(db, 1))[0] as SignedCredential);
    const adding = appendWaiting(db, { ...writer, kept }, new Date());
    await expect(adding).rejects.toThrow("older than a checkpoint of 5 entries");
  });

  test("signs nothing with another key", async () => {
    const db = await freshDatabase();
    await insertLogged(db, writer, [5]);
    await appendCredential(db, (await insertSigned(db, 1))[0] as SignedCredential);
    await expect(appendWaiting(db, intruder, new Date())).rejects.toThrow("log.key");
  });
});
