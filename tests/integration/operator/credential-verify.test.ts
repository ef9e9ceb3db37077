import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { orderSigning } from "#app/domain/credentials/issuing/sign.server.ts";
import { jobs } from "#app/jobs.ts";
import { achievements, credentials } from "#db/schema/credentials.ts";
import { signedCredentials } from "#db/schema/credentials-signed.ts";
import { ACHIEVEMENT, claimsOf } from "#tests/factories/credentials.ts";
import { insertOfficial } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openMailbox, workOff } from "#tests/setup/jobs.ts";
import { runCli } from "./processes.ts";

// Each command is a process of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const db = await freshDatabase();
const mailbox = await openMailbox();
const folder = mkdtempSync(join(tmpdir(), "cabildo-verify-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let document: string;

beforeAll(async () => {
  const claims = claimsOf();
  const { id: userId } = await insertOfficial(db);
  await db.insert(achievements).values({ ...ACHIEVEMENT, body: ACHIEVEMENT });
  await db.insert(credentials).values({
    ...{ id: claims.id, code: claims.code, userId, claims, issuedAt: new Date(claims.issuedAt) },
    ...{ achievementId: ACHIEVEMENT.id, achievementEdition: ACHIEVEMENT.edition },
  });
  await orderSigning(db, claims.id);
  await workOff(db, jobs, mailbox.url);
  const [signed] = await db.select().from(signedCredentials);
  document = signed?.document ?? "";
});

function verify(text: string, variables: Record<string, string> = { DATABASE_URL: db.url }) {
  const file = join(folder, "credencial.json");
  writeFileSync(file, text);
  return runCli(["credential:verify", file], variables);
}

test("answers 0 for a valid credential, with a line for each check", async () => {
  const { code, stdout } = await verify(document);
  expect(stdout).toMatch(/^valid: /);
  expect(stdout).toContain("  proof: passed.");
  expect(stdout).toContain("(did:web:cabildo.example)");
  expect(code).toBe(0);
});

test("answers 1 for any other verdict, and says nothing of what was changed", async () => {
  const { code, stdout } = await verify(document.replace("María", "Marta"));
  expect(stdout).toMatch(/^tampered: /);
  expect(stdout).not.toContain("Marta");
  expect(code).toBe(1);
});

test("goes without a database, and then knows no issuer", async () => {
  const local = document.replaceAll("did:web:cabildo.example", "did:web:localhost");
  const { code, stdout } = await verify(local, { DATA_DIR: join(folder, "none") });
  expect(stdout).toMatch(/^could-not-check: /);
  expect(code).toBe(1);
});

test("says what is wrong with what is no credential", async () => {
  expect(await verify("hola")).toMatchObject({ code: 1, stdout: "" });
  expect((await runCli(["credential:verify"])).code).toBe(2);
  const { code, stderr } = await runCli(["credential:verify", join(folder, "no")]);
  expect([code, stderr]).toEqual([1, expect.stringContaining("ENOENT")]);
});
