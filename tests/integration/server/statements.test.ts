import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { newId } from "#app/kernel/ids.ts";
import { record } from "#app/server/statements.ts";
import { statements } from "#db/schema/statements.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const db = await freshDatabase();
const passed = {
  actorId: newId(),
  verb: "passed",
  objectType: "exam",
  objectId: "fundamentos",
} as const;

describe("the record of statements", () => {
  test("keeps a statement and its reaction with the change that wrote it", async () => {
    await db.transaction((tx) => record(tx, passed));
    expect(await db.$count(statements)).toBe(1);
    const jobs = await db.execute(sql`select 1 from graphile_worker.jobs`);
    expect(jobs).toHaveLength(1);
  });

  test("keeps neither when the change is undone", async () => {
    const before = await db.$count(statements);
    const undone = db.transaction(async (tx) => {
      await record(tx, passed);
      throw new Error("undo");
    });
    await expect(undone).rejects.toThrow("undo");
    expect(await db.$count(statements)).toBe(before);
  });

  test.each([
    "update statements set verb = 'failed'",
    "delete from statements",
    "truncate statements",
  ])("refuses: %s", async (change) => {
    await expect(db.execute(sql.raw(change))).rejects.toMatchObject({
      cause: { message: "statements are append-only" },
    });
  });
});
