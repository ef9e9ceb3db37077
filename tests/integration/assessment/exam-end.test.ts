import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { examResult } from "#app/domain/assessment/exam-result.server.ts";
import { currentExamState, examStateFor } from "#app/domain/assessment/exam-state.server.ts";
import { finishAttempt } from "#app/domain/assessment/finish-attempt.server.ts";
import { openAttempt } from "#app/domain/assessment/open-attempt.server.ts";
import { startAttempt } from "#app/domain/assessment/start-attempt.server.ts";
import { CANARY, official, publishCourse } from "#tests/factories/assessment.ts";
import { answer, attemptsOn, minutes, NOW } from "#tests/factories/attempts.ts";
import { freshDatabase, type TestDatabase } from "#tests/setup/database.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  await publishCourse(db);
});

const { begin, formOf, saveOne, countOf } = attemptsOn(() => db);

describe("the end", () => {
  test("handing in twice, also at once, gives one result and one statement", async () => {
    const who = await official(db, { course: "curso" });
    const { id } = await begin(who);
    for (const { item } of await formOf(id)) await saveOne(who, id, answer(item));
    const results = await Promise.all(
      Array.from({ length: 20 }, () => finishAttempt(db, who, id, minutes(2))),
    );
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(results[0]).toMatchObject({ ok: true, value: { score: 1, passed: true, number: 1 } });
    expect(
      await countOf("statements", sql`actor_id = ${who.id} and verb in ('passed', 'failed')`),
    ).toBe(1);
    expect(await startAttempt(db, who, "curso", minutes(3))).toEqual({
      ok: false,
      reason: "passed",
    });
  });

  test("an attempt left open is closed by whoever looks at it after the deadline", async () => {
    const who = await official(db, { course: "curso" });
    await begin(who);
    expect((await openAttempt(db, who, "curso", 1, minutes(59))).is).toBe("open");
    expect(await openAttempt(db, who, "curso", 1, minutes(61))).toEqual({ is: "ended", number: 1 });
    const state = await currentExamState(db, who, "curso", minutes(62));
    expect(state?.start).toMatchObject({ may: "start", number: 2 });
  });

  test("the wait begins when the attempt ended", async () => {
    await publishCourse(db, { slug: "espera", exam: { waitHours: 24 } });
    const who = await official(db, { course: "espera" });
    const { id } = await begin(who, "espera");
    await finishAttempt(db, who, id, minutes(30));
    const state = await examStateFor(db, who, "espera", minutes(31));
    expect(state?.start).toMatchObject({ may: "not", reason: "wait", from: minutes(30 + 24 * 60) });
    expect((await startAttempt(db, who, "espera", minutes(30 + 24 * 60))).ok).toBe(true);
  });

  test("another person cannot hand it in", async () => {
    const who = await official(db, { course: "curso" });
    const { id } = await begin(who);
    const other = await official(db, { course: "curso" });
    expect(await finishAttempt(db, other, id, NOW)).toEqual({ ok: false, reason: "unknown" });
  });
});

describe("the key", () => {
  test("no page of an exam holds it, open or ended", async () => {
    const who = await official(db, { course: "curso" });
    const { id } = await begin(who);
    const one = await openAttempt(db, who, "curso", 1, NOW);
    const all = await openAttempt(db, who, "curso", "all", NOW);
    for (const { item } of await formOf(id)) await saveOne(who, id, answer(item, "a"));
    const answered = await openAttempt(db, who, "curso", "all", NOW);
    await finishAttempt(db, who, id, minutes(1));
    const result = await examResult(db, who, "curso", 1, minutes(2));
    const state = await examStateFor(db, who, "curso", minutes(2));
    for (const page of [one, all, answered, result, state]) {
      const text = JSON.stringify(page);
      expect(text).not.toContain(CANARY);
      expect(text).not.toMatch(/"(correct|mapping|feedback|points)"/);
    }
    expect(all.is === "open" && all.page.questions).toHaveLength(4);
    expect(result?.restudy).toEqual([
      {
        objective: "dab-1",
        text: "Juzgar un archivo",
        lessons: [{ id: "leccion", title: "La lección" }],
      },
      { objective: "dab-2", text: "Priorizar", lessons: [] },
    ]);
  });
});
