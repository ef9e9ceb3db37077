import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { credentialJobs } from "#app/domain/credentials/jobs.server.ts";
import { appendCredential } from "#app/domain/credentials/log/append.server.ts";
import { signCheckpoint } from "#app/domain/credentials/log/checkpoint.ts";
import { loadLogSigner } from "#app/domain/credentials/log/key.server.ts";
import { jobs } from "#app/jobs.ts";
import { readConfig } from "#app/server/config.ts";
import type { JobContext } from "#app/server/jobs.ts";
import { createLogger } from "#app/server/log.ts";
import { createMailer } from "#app/server/mail.ts";
import { flip, insertLogged, insertSigned, tamper } from "#tests/factories/log.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { runCli } from "#tests/integration/operator/processes.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openMailbox, workOff } from "#tests/setup/jobs.ts";

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
    const own = { signer: loadLogSigner(config), origin: "cabildo.example/registro-publico" };
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
