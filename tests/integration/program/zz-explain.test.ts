import { sql } from "drizzle-orm";
import { test } from "vitest";
import { publishedGoal } from "#app/domain/program/queries.server.ts";
import { insertManyAgents, insertProgram } from "#tests/factories/program.ts";
import { freshDatabase } from "#tests/setup/database.ts";
const db = await freshDatabase();
test("x", async () => {
  await insertProgram(db, { goal: 60_000 });
  await insertManyAgents(db, 50_000);
  const now = new Date("2029-01-01T12:00:00Z");
  let q: any; 
  const fake: any = { execute: (s: any) => { q = s; return [{}]; } };
  await publishedGoal(fake, now);
  const run = async (label: string) => {
    const rows: any = await db.execute(sql`explain (analyze, timing on) ${q}`);
    console.info(label, rows.map((r: any) => r["QUERY PLAN"]).join("\n"));
  };
  await run("A");
  await db.execute(sql`alter database ${sql.raw((new URL(db.url)).pathname.slice(1))} set jit = off`);
  const { connect } = await import("#app/server/db.ts");
  const d2 = connect(db.url);
  const rows: any = await d2.execute(sql`explain (analyze, timing on) ${q}`);
  console.info("B", rows.map((r: any) => r["QUERY PLAN"]).join("\n"));
  for (let i=0;i<5;i++){ const b=performance.now(); await publishedGoal(d2, now); console.info(performance.now()-b); }
  await d2.close();
});
