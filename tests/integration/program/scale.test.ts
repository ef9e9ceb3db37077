import { expect, test } from "vitest";
import { goalVersion, publishedGoal } from "#app/domain/program/queries.server.ts";
import { ask } from "#app/server/question.ts";
import { insertManyAgents, insertProgram } from "#tests/factories/program.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const db = await freshDatabase();

test("the goal of 50,000 agents is counted whole, and its version is asked in no time", async () => {
  await insertProgram(db, { goal: 60_000 });
  await insertManyAgents(db, 50_000);
  const now = new Date("2029-01-01T12:00:00Z");
  const times: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    const begun = performance.now();
    expect((await ask(db, publishedGoal(now)))?.certified).toBe(50_000);
    times.push(performance.now() - begun);
  }
  const begun = performance.now();
  await goalVersion(db);
  const version = performance.now() - begun;
  const median = times.sort((one, other) => one - other)[3] ?? 0;
  // The bound only catches a plan that went wrong: a machine busy with other tests takes 160 ms.
  expect(median).toBeLessThan(1000);
  expect(version).toBeLessThan(200);
});
