import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { beforeEach, describe, expect, inject, onTestFinished, test, vi } from "vitest";
import { checkContent } from "#app/operator/doctor.ts";
import { ok, warn } from "#app/server/cli/doctor/finding.ts";
import { COURSE, type ContentFolder, contentFolder } from "#tests/factories/courses.ts";
import { freshDatabase, type TestDatabase } from "#tests/setup/database.ts";
import { runCli, temporaryFolder } from "./processes.ts";

// Each command is a process of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

test("the doctor finds nothing that stops a database with the present schema", async () => {
  const url = new URL(inject("adminUrl"));
  url.pathname = `/${inject("template")}`;

  const { code, stdout } = await runCli(["doctor"], {
    DATA_DIR: join(temporaryFolder(), "var"),
    DATABASE_URL: url.href,
  });

  expect(stdout).not.toContain("FAIL");
  expect(code).toBe(0);
  for (const line of [
    "OK    Postgres",
    "OK    Encoding",
    "OK    Role",
    "OK    Schema",
    "OK    Clock",
    "WARN  Content: datos-abiertos: content/courses/datos-abiertos is not synced; people do not see it yet",
    "→ Run npm run cli -- content:sync",
  ]) {
    expect(stdout).toContain(line);
  }
});

describe("of the content the doctor says", async () => {
  let db: TestDatabase;
  let folder: ContentFolder;
  const check = () => checkContent(db, folder.path);
  beforeEach(async () => {
    db = await freshDatabase();
    folder = contentFolder();
  });

  test("that it is as in the folder, once synced", async () => {
    await folder.sync(db);
    expect(await check()).toEqual([ok("Content", `${COURSE}: edition 1, as in content/courses`)]);
  });

  test("that a lesson was changed and not synced, and which edition people see", async () => {
    await folder.sync(db);
    folder.replace("es/avisar-de-un-corte.mdx", "un día", "dos días");
    const text = `${COURSE}: content/courses/${COURSE} is not synced; people see edition 1`;
    expect(await check()).toEqual([warn("Content", text, "Run npm run cli -- content:sync")]);
    expect((await folder.sync(db))[0]).toMatchObject({ edition: 2 });
  });

  test("where a broken course is broken, which is a failure while it has no good edition", async () => {
    const title = "Agua segura";
    folder.replace("course.json", `"${title}"`, "12");
    expect(await check()).toMatchObject([
      {
        status: "FAIL",
        text: expect.stringMatching(/^agua-segura: broken, .*course\.json:\d+: title/),
      },
    ]);
    folder.replace("course.json", "12", `"${title}"`);
    await folder.sync(db);
    folder.replace("es/leer-un-medidor.mdx", "<Example", "<Exemple");
    expect(await check()).toMatchObject([
      {
        status: "WARN",
        text: expect.stringMatching(/people see edition 1: .*leer-un-medidor\.mdx:\d+/),
      },
    ]);
  });

  test("that a course is offered whose folder is gone", async () => {
    await folder.sync(db);
    folder.remove("");
    const [found] = await check();
    expect(found).toMatchObject({ status: "WARN", text: expect.stringContaining("is not there") });
  });

  test("that the folder of courses is missing", async () => {
    expect(await checkContent(db, "/no/such/folder")).toMatchObject([{ status: "FAIL" }]);
  });
});

test("the doctor names everything that is wrong with a broken folder, and what to do", async () => {
  const dataDir = temporaryFolder();
  mkdirSync(join(dataDir, "postgres", "cluster", "data"), { recursive: true });
  writeFileSync(join(dataDir, "postgres", "cluster", "data", "PG_VERSION"), "13\n");
  writeFileSync(join(dataDir, "session-secret"), "for all to see", { mode: 0o644 });
  const taken = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void taken.close());
  await new Promise((resolve) => taken.once("listening", resolve));
  const { port } = taken.address() as { port: number };

  const { code, stdout } = await runCli(["doctor"], {
    DATA_DIR: dataDir,
    PORT: String(port),
    SMTP_URL: `smtp://127.0.0.1:1`,
    ISSUER_KEY_FILE: join(dataDir, "no-such-key"),
  });

  expect(code).toBe(1);
  expect(stdout).toMatch(/FAIL {2}Keys: .*no-such-key/);
  expect(stdout).toMatch(/FAIL {2}PORT: .*in use/);
  expect(stdout).toMatch(/FAIL {2}SMTP_URL: 127.0.0.1:1: ECONNREFUSED/);
  expect(stdout).toMatch(/FAIL {2}Database: .*made by Postgres 13/);
  expect(stdout.match(/→/g)?.length).toBeGreaterThanOrEqual(4);
});

test("the doctor says that a data folder is a file", async () => {
  const file = join(temporaryFolder(), "var");
  writeFileSync(file, "");

  const { code, stdout } = await runCli(["doctor"], { DATA_DIR: file });

  expect(code).toBe(1);
  expect(stdout).toMatch(/FAIL {2}DATA_DIR: .*not a folder/);
});

test("the doctor lists each wrong value of the configuration", async () => {
  const { code, stdout } = await runCli(["doctor"], { PORT: "ninety", LOG_LEVEL: "loud" });

  expect(code).toBe(1);
  expect(stdout).toMatch(/FAIL {2}Configuration: PORT: expected/);
  expect(stdout).toMatch(/FAIL {2}Configuration: LOG_LEVEL: expected/);
});
