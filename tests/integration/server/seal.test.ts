import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { newId } from "#app/kernel/ids.ts";
import { checkSeals, sealStatements } from "#app/server/seal.ts";
import { record } from "#app/server/statements.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const write = (db: Awaited<ReturnType<typeof freshDatabase>>, count = 1) =>
  Promise.all(
    Array.from({ length: count }, () =>
      db.transaction((tx) =>
        record(tx, {
          actorId: newId(),
          verb: "initialized",
          objectType: "lesson",
          objectId: "una",
        }),
      ),
    ),
  );

/** Changes the record as somebody with the owner's rights could. */
async function tamper(db: Awaited<ReturnType<typeof freshDatabase>>, change: string) {
  await db.execute(sql.raw("alter table statements disable trigger statements_append_only"));
  await db.execute(sql.raw(change));
}

describe("the seals over the record", () => {
  test("cover every statement once, however many are written meanwhile", async () => {
    const db = await freshDatabase();
    let sealed = 0;
    const writing = Promise.all([write(db, 40), write(db, 40), write(db, 40)]);
    for (let round = 0; round < 5; round += 1) sealed += await sealStatements(db);
    await writing;
    sealed += await sealStatements(db);
    expect(sealed).toBe(120);
    expect(await sealStatements(db)).toBe(0);
    expect(await checkSeals(db)).toBeNull();
  });

  test.each([
    ["a changed statement", "update statements set object_id = 'otra' where id = 2", "changed"],
    ["a removed statement", "delete from statements where id = 2", "missing"],
  ])("show %s", async (_, change, reason) => {
    const db = await freshDatabase();
    await write(db, 3);
    await sealStatements(db);
    await write(db, 1);
    await sealStatements(db);
    await tamper(db, change);
    expect(await checkSeals(db)).toEqual({ sealId: 1, reason });
  });
});
