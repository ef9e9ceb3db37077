import { readdirSync, readFileSync } from "node:fs";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import * as schema from "#db/schema/index.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const db = await freshDatabase();

interface Table {
  name: string;
  columns: Record<string, { name: string; notNull: boolean }>;
}

describe("the schema", () => {
  test("equals what the migrations leave", async () => {
    const folder = "db/migrations/meta";
    const last = readdirSync(folder)
      .filter((file) => file.endsWith("_snapshot.json"))
      .sort()
      .at(-1);
    const migrated = JSON.parse(readFileSync(`${folder}/${last}`, "utf8"));
    const wanted = generateDrizzleJson(schema, migrated.id, undefined, "snake_case");
    expect(await generateMigration(migrated, wanted)).toEqual([]);
  });

  test("stands in the database, table by table and column by column", async () => {
    const snapshot = generateDrizzleJson(schema, undefined, undefined, "snake_case");
    const wanted = Object.values<Table>(snapshot.tables)
      .flatMap(({ name, columns }) =>
        Object.values(columns).map((column) => `${name}.${column.name} ${column.notNull}`),
      )
      .sort();
    const found = await db.execute<{ column: string }>(sql`
      select table_name || '.' || column_name || ' ' || (is_nullable = 'NO') as column
      from information_schema.columns where table_schema = 'public'`);
    expect(found.map(({ column }) => column).sort()).toEqual(wanted);
  });

  test("has an index for every foreign key", async () => {
    const bare = await db.execute<{ constraint: string }>(sql`
      select c.conrelid::regclass || ' ' || c.conname as constraint
      from pg_constraint c
      where c.contype = 'f' and c.connamespace = 'public'::regnamespace
        and not exists (
          select 1 from pg_index i
          where i.indrelid = c.conrelid
            and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey
        )`);
    expect(bare.map(({ constraint }) => constraint)).toEqual([]);
  });
});
