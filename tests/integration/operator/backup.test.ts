import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import postgres from "postgres";
import { describe, expect, inject, onTestFinished, test, vi } from "vitest";
import { dumpToFile } from "#app/server/cli/archive/file.ts";
import { knownMigrations, migrateTo } from "#app/server/cli/archive/schema-version.ts";
import { dropWhenLeft } from "#tests/setup/database.ts";
import { runCli, temporaryFolder } from "./processes.ts";

// Each command is a process of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const CABILDO_BACKUP_PASSPHRASE = "correct horse battery";

/** A database of this test's own: a clone of the migrated template, or an empty one. */
async function database(template: string): Promise<string> {
  const name = `${inject("template")}_operator_${randomBytes(6).toString("hex")}`;
  const admin = postgres(inject("adminUrl"), { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name} template ${template}`);
  await admin.end();
  onTestFinished(() => dropWhenLeft(name));
  const url = new URL(inject("adminUrl"));
  url.pathname = `/${name}`;
  return url.href;
}

const emptyDatabase = () => database("template0");

/** With territories, and one row of each thing that is hard to carry. */
async function filledDatabase(): Promise<string> {
  const url = await database(inject("template"));
  const sql = connected(url);
  await sql`insert into rate_limits (key, count, ends_at)
    select E'tab\t newline\n back\\slash \\. ñ ' || n, n, now() from generate_series(1, 20000) n`;
  const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  await sql`insert into files (hash, media_type, size, bytes)
    values ('every byte', 'image/png', 256, ${everyByte})`;
  await sql`select graphile_worker.add_job('mail.send', ${'{"text":"a\\nb\\t\\\\c ñ"}'}::text::json,
    run_at := '2040-01-02T03:04:05.678Z', max_attempts := 7, job_key := 'once')`;
  return url;
}

function connected(url: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  onTestFinished(() => sql.end({ timeout: 1 }));
  return sql;
}

/** Every table's rows and fingerprint, as Postgres itself computes it. */
async function fingerprint(url: string) {
  const sql = connected(url);
  const tables = await sql`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`;
  const found: Record<string, unknown> = {};
  for (const { name } of tables) {
    [found[name]] = await sql.unsafe(
      `select count(*)::int as rows, md5(string_agg(t::text, '' order by t::text collate "C")) as md5 from "${name}" t`,
    );
  }
  return found;
}

describe("backup and restore", () => {
  test("bring every row, job, rule and counter to another database", async () => {
    const [from, to] = [await filledDatabase(), await emptyDatabase()];
    const file = join(temporaryFolder(), "all.cabildo");

    const backup = await runCli(["backup", file], { DATABASE_URL: from });
    const restore = await runCli(["restore", file], { DATABASE_URL: to });

    expect(backup).toMatchObject({ code: 0, stderr: "" });
    expect(restore).toMatchObject({ code: 0, stderr: "" });
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(await fingerprint(to)).toEqual(await fingerprint(from));
    expect((await rulesOf(to)).length).toBeGreaterThan(10);
    expect(await rulesOf(to)).toEqual(await rulesOf(from));
    expect(await jobsOf(to)).toEqual(await jobsOf(from));
    await expect(connected(to)`delete from statements`).rejects.toThrow("append-only");
  });

  test("continue where the counters were", async () => {
    const [from, to] = [await filledDatabase(), await emptyDatabase()];
    const counters = `select sequencename, last_value from pg_sequences where schemaname = 'public' order by 1`;
    const [sequence] = await connected(from).unsafe(counters);
    await connected(from)`select setval(${`public.${sequence?.sequencename}`}::regclass, 1234)`;
    const file = join(temporaryFolder(), "all.cabildo");

    await runCli(["backup", file], { DATABASE_URL: from });
    await runCli(["restore", file], { DATABASE_URL: to });

    expect(await connected(to).unsafe(counters)).toEqual(await connected(from).unsafe(counters));
  });

  test("carry a backup of an earlier schema into the present one", async () => {
    const [from, to] = [await emptyDatabase(), await emptyDatabase()];
    await migrateTo(from, knownMigrations().slice(0, 1));
    const file = join(temporaryFolder(), "old.cabildo");
    await dumpToFile(from, file, null, () => {});

    const { code, stderr } = await runCli(["restore", file], { DATABASE_URL: to });

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const applied = await connected(to)`select hash from drizzle.__drizzle_migrations order by id`;
    expect(applied.map(({ hash }) => hash)).toEqual(knownMigrations());
  });

  test("refuse a database that holds anything, and change nothing in it", async () => {
    const [from, to] = [await filledDatabase(), await filledDatabase()];
    const file = join(temporaryFolder(), "all.cabildo");
    await runCli(["backup", file], { DATABASE_URL: from });
    const before = await fingerprint(to);

    const { code, stderr } = await runCli(["restore", file], { DATABASE_URL: to });

    expect(code).toBe(1);
    expect(stderr).toContain("already holds data");
    expect(await fingerprint(to)).toEqual(before);
  });

  test("refuse a file that was cut short or changed, and restore nothing of it", async () => {
    const [from, to] = [await filledDatabase(), await emptyDatabase()];
    const folder = temporaryFolder();
    const file = join(folder, "all.cabildo");
    await runCli(["backup", file], { DATABASE_URL: from });
    const whole = readFileSync(file);
    const changed = Buffer.from(whole);
    changed[Math.floor(whole.length / 2)] = (changed[Math.floor(whole.length / 2)] ?? 0) ^ 0xff;
    const cut = whole.subarray(0, Math.floor(whole.length * 0.9));

    for (const bytes of [cut, changed, Buffer.from("not a backup")]) {
      const bad = join(folder, "bad.cabildo");
      writeFileSync(bad, bytes);
      const { code, stderr } = await runCli(["restore", bad], { DATABASE_URL: to });
      expect(code).toBe(1);
      expect(stderr).toContain("damaged, incomplete or not a backup");
    }
    const rows = Object.values(await fingerprint(to)) as { rows: number }[];
    expect(rows.every((table) => table.rows === 0)).toBe(true);
  });

  test("refuse a file whose last row of a table was changed", async () => {
    const [from, to] = [await filledDatabase(), await emptyDatabase()];
    const file = join(temporaryFolder(), "all.cabildo");
    await runCli(["backup", file], { DATABASE_URL: from });
    const records = gunzipSync(readFileSync(file));
    const lastRow = records.indexOf(Buffer.from(" 20000\t"));
    expect(lastRow).toBeGreaterThan(0);
    // The count of the row is no longer a number, which Postgres finds when it has them all.
    records.write("x", lastRow + " 20000\t".length);
    writeFileSync(file, gzipSync(records));

    const { code, stderr } = await runCli(["restore", file], { DATABASE_URL: to });

    expect(code).toBe(1);
    expect(stderr).toContain("damaged, incomplete or not a backup");
  });

  test("never write over a file, and leave no half of one", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "mine");
    writeFileSync(file, "precious");

    const taken = await runCli(["backup", file], { DATABASE_URL: await filledDatabase() });
    const broken = await runCli(["backup", join(folder, "other")], {
      DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
    });

    expect([taken.code, broken.code]).toEqual([1, 1]);
    expect(readFileSync(file, "utf8")).toBe("precious");
    expect(readdirSync(folder)).toEqual(["mine"]);
  });
});

describe("the keys of a backup", () => {
  async function backupWithKeys() {
    const folder = temporaryFolder();
    const dataDir = join(folder, "from");
    const file = join(folder, "keys.cabildo");
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, "session-secret"), "the-session-secret", { mode: 0o600 });
    const { code } = await runCli(["backup", file, "--with-keys"], {
      DATABASE_URL: await filledDatabase(),
      DATA_DIR: dataDir,
      CABILDO_BACKUP_PASSPHRASE,
    });
    expect(code).toBe(0);
    return { file, target: join(folder, "to") };
  }

  test("come back with the passphrase, for their owner only", async () => {
    const { file, target } = await backupWithKeys();

    const { code } = await runCli(["restore", file, "--with-keys"], {
      DATABASE_URL: await emptyDatabase(),
      DATA_DIR: target,
      CABILDO_BACKUP_PASSPHRASE,
    });

    expect(code).toBe(0);
    const key = join(target, "session-secret");
    expect(readFileSync(key, "utf8")).toBe("the-session-secret");
    expect(statSync(key).mode & 0o777).toBe(0o600);
  });

  test("do not hold a secret that comes from the environment, and it is said", async () => {
    const said = async (variables: Record<string, string>) => {
      const folder = temporaryFolder();
      const { stdout } = await runCli(["backup", join(folder, "keys.cabildo"), "--with-keys"], {
        ...{ DATABASE_URL: await emptyDatabase(), DATA_DIR: folder, CABILDO_BACKUP_PASSPHRASE },
        ...variables,
      });
      return stdout;
    };
    const SESSION_SECRET = "x".repeat(40);
    expect(await said({ SESSION_SECRET })).toContain(
      "SESSION_SECRET comes from the environment and is NOT in this file",
    );
    expect(await said({ SESSION_SECRET: "" })).not.toContain("SESSION_SECRET");
  });

  test("stay closed to another passphrase, and nothing is restored", async () => {
    const { file, target } = await backupWithKeys();
    const to = await emptyDatabase();

    const { code, stderr } = await runCli(["restore", file, "--with-keys"], {
      DATABASE_URL: to,
      DATA_DIR: target,
      CABILDO_BACKUP_PASSPHRASE: "another passphrase",
    });

    expect(code).toBe(1);
    expect(stderr).toContain("passphrase does not open");
    expect(existsSync(join(target, "session-secret"))).toBe(false);
    const rows = Object.values(await fingerprint(to)) as { rows: number }[];
    expect(rows.every((table) => table.rows === 0)).toBe(true);
  });
});

const rulesOf = (url: string) =>
  connected(url)`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as rule
    from pg_constraint where connamespace = 'public'::regnamespace
    union all
    select tgrelid::regclass::text, tgname, tgenabled::text from pg_trigger where not tgisinternal
    order by 1, 2`;

const jobsOf = (url: string) =>
  connected(url)`
    select identifier, payload, run_at, max_attempts, key, priority
    from graphile_worker._private_jobs jobs
    join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id`;
