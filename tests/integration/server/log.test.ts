import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createLogger } from "#app/server/log.ts";
import { withoutData } from "#app/server/logged-error.ts";
import { insertOfficial } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const db = await freshDatabase();
const secrets = ["ana@muni.example", "clave-en-el-campo", "María Secreta"];

/** The line that this leaves in the log. */
function logged(error: unknown): string {
  const lines: string[] = [];
  const log = createLogger("info", "test", { write: (line) => lines.push(line) });
  log.error({ code: "unexpected", err: error });
  return lines.join("");
}

const failures: [string, () => Promise<unknown>][] = [
  [
    "a key that is taken",
    async () => {
      await insertOfficial(db, { email: "ana@muni.example" });
      await insertOfficial(db, { email: "ana@muni.example", fullName: "María Secreta" });
    },
  ],
  ["a value of another type", async () => db.execute(sql`select ${"clave-en-el-campo"}::uuid`)],
  ["a query that is wrong", async () => db.execute(sql`select nothing(${"María Secreta"}::text)`)],
  [
    "a mailbox that does not exist",
    async () => {
      const error = new Error("all recipients were rejected: 550 <ana@muni.example>");
      throw Object.assign(error, { code: "EENVELOPE", rejected: ["ana@muni.example"] });
    },
  ],
];

test.each(failures)("of %s the log and the queue hold no datum", async (_, fail) => {
  const error = await fail().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  for (const text of [logged(error), String(withoutData(error).stack)]) {
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).toContain("log.test.ts");
  }
  expect(JSON.parse(logged(error)).err.type).toBe((error as Error).constructor.name);
});
