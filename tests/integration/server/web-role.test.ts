import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#app/kernel/ids.ts";
import { connect, type Database } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import { grantWebRole, webAddress, webPassword } from "#app/server/web-role.ts";
import { statements } from "#db/schema/statements.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const owner = await freshDatabase();
const ownerUrl = new URL(owner.url);
ownerUrl.password ||= "a password that trust never asks for";
let web: Database;

beforeAll(async () => {
  web = connect(await grantWebRole(ownerUrl.href, webPassword(ownerUrl.href)), { max: 1 });
});
afterAll(async () => {
  await web.close();
  const role = sql.identifier(new URL(webAddress(ownerUrl.href)).username);
  await owner.execute(sql`drop owned by ${role}`);
  await owner.execute(sql`drop role ${role}`);
});

describe("the role of the web process", () => {
  test("adds a statement with the job that reacts to it", async () => {
    const passed = { actorId: newId(), verb: "passed", objectType: "exam", objectId: "x" } as const;
    await web.transaction((tx) => record(tx, passed));
    expect(await web.$count(statements)).toBe(1);
    expect(await owner.execute(sql`select from graphile_worker.jobs`)).toHaveLength(1);
  });

  test.each([
    "update statements set verb = 'failed'",
    "delete from statements",
    "truncate statements",
    "delete from statement_seals",
    "insert into log_entries values (0, '')",
    "update log_entries set data = ''",
    "insert into log_checkpoints values (1, '', '', '', now())",
    "delete from log_tiles",
    "update log_openings set salt = null",
    "update angoff_results set body = '{}'",
    "delete from angoff_items",
    "alter table statements disable trigger all",
    "drop trigger statements_append_only on statements",
    "create table mine (id int)",
    "select * from graphile_worker._private_jobs",
    "set role postgres",
  ])("may not: %s", async (change) => {
    await expect(web.execute(sql.raw(change))).rejects.toMatchObject({
      cause: { code: expect.stringMatching(/^(42501|42704|22023)$/) },
    });
  });

  test("is given its rights again without harm, and its address follows from the owner's", async () => {
    expect(await grantWebRole(ownerUrl.href, webPassword(ownerUrl.href))).toBe(
      webAddress(ownerUrl.href),
    );
    await expect(web.execute(sql`delete from statements`)).rejects.toThrow();
  });
});
