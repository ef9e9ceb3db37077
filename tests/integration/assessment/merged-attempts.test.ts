import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { examResult } from "#app/domain/assessment/exam-result.server.ts";
import { currentExamState } from "#app/domain/assessment/exam-state.server.ts";
import { finishAttempt } from "#app/domain/assessment/finish-attempt.server.ts";
import { openAttempt } from "#app/domain/assessment/open-attempt.server.ts";
import { startAttempt } from "#app/domain/assessment/start-attempt.server.ts";
import { mergeAccounts } from "#app/domain/reports/merge.server.ts";
import { type Official, official, publishCourse } from "#tests/factories/assessment.ts";
import { answer, attemptsOn, minutes } from "#tests/factories/attempts.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const db = await freshDatabase();
await publishCourse(db);
await publishCourse(db, { slug: "espera", exam: { waitHours: 24, minutes: null } });
const { viewer: manager } = await insertViewer(db, { roles: ["manager"] });
const { begin, formOf, saveOne, countOf } = attemptsOn(() => db);

const merge = (gone: Official, kept: Official) =>
  mergeAccounts(db, manager, { gone: gone.id, kept: kept.id, reason: "La misma" }, minutes(40));
const pair = async (course = "curso") =>
  [await official(db, { course }), await official(db, { course })] as const;
/** Begins and hands in, with so many right answers of four. */
async function attempt(who: Official, right: number, start: number, course = "curso") {
  const { id } = await begin(who, course, minutes(start));
  for (const { item } of (await formOf(id)).slice(0, right)) {
    await saveOne(who, id, answer(item), minutes(start));
  }
  const finished = await finishAttempt(db, who, id, minutes(start + 1));
  if (!finished.ok) throw new Error(finished.reason);
  return finished.value;
}

describe("the attempts of two accounts that became one", () => {
  test("count together towards those allowed, and each result is there", async () => {
    const [gone, kept] = await pair();
    await attempt(gone, 1, 0);
    await attempt(gone, 2, 2);
    await attempt(kept, 0, 4);
    await merge(gone, kept);
    const again = await startAttempt(db, kept, "curso", minutes(50));
    expect(again).toEqual({ ok: false, reason: "exhausted" });
    const results = [];
    for (const number of [1, 2, 3]) {
      const result = await examResult(db, kept, "curso", number, minutes(50));
      results.push([result?.score, result?.finishedAt, result?.attemptsLeft]);
    }
    // Those of the account that stays keep their numbers, and with them their addresses.
    expect(results).toEqual([
      [0, minutes(5).toISOString(), 0],
      [0.25, minutes(1).toISOString(), 0],
      [0.5, minutes(3).toISOString(), 0],
    ]);
  });

  test("hold the next one back until the wait after the last of either is over", async () => {
    const [gone, kept] = await pair("espera");
    await attempt(kept, 0, 0, "espera");
    await attempt(gone, 0, 30, "espera");
    await merge(gone, kept);
    const state = await currentExamState(db, kept, "espera", minutes(50));
    const from = minutes(31 + 24 * 60);
    expect(state?.start).toMatchObject({ may: "not", reason: "wait", from });
    expect((await startAttempt(db, kept, "espera", from)).ok).toBe(true);
  });

  test("leave nothing to repeat when one of either passed", async () => {
    const [gone, kept] = await pair();
    await attempt(gone, 4, 0);
    await merge(gone, kept);
    const again = await startAttempt(db, kept, "curso", minutes(50));
    expect(again).toEqual({ ok: false, reason: "passed" });
  });

  test("go on where one was open, also when the other account finished one later", async () => {
    const [gone, kept] = await pair("espera");
    const open = await begin(gone, "espera", minutes(0));
    await attempt(kept, 0, 10, "espera");
    await merge(gone, kept);
    const state = await currentExamState(db, kept, "espera", minutes(50));
    expect(state?.start).toEqual({ may: "resume", number: 2 });
    const page = await openAttempt(db, kept, "espera", 1, minutes(50));
    expect(page).toMatchObject({ is: "open", page: { id: open.id, number: 2 } });
  });

  test("go on one after the other where both were open", async () => {
    const [gone, kept] = await pair("espera");
    const theirs = await begin(gone, "espera", minutes(5));
    const own = await begin(kept, "espera", minutes(0));
    await merge(gone, kept);
    for (const { id } of [own, theirs]) {
      const page = await openAttempt(db, kept, "espera", 1, minutes(50));
      expect(page).toMatchObject({ is: "open", page: { id } });
      expect((await finishAttempt(db, kept, id, minutes(51))).ok).toBe(true);
    }
    const page = await openAttempt(db, kept, "espera", 1, minutes(52));
    expect(page).toMatchObject({ is: "ended" });
  });

  test("are never more than allowed when somebody starts while they are merged", async () => {
    for (let round = 0; round < 20; round += 1) {
      const [gone, kept] = await pair();
      await attempt(gone, 0, 0);
      await attempt(kept, 0, 2);
      const merging = merge(gone, kept);
      // Each round the starts come a little later into the merging.
      for (let query = 0; query < round; query += 1) await countOf("attempts");
      const starts = await Promise.all(
        [gone, kept, kept].map((who) => startAttempt(db, who, "curso", minutes(50))),
      );
      expect(await merging).toMatchObject({ ok: true });
      const begun = new Set(starts.flatMap((start) => (start.ok ? [start.value.id] : [])));
      expect(await countOf("attempts", sql`user_id = ${gone.id}`)).toBe(0);
      expect(await countOf("attempts", sql`user_id = ${kept.id}`)).toBe(2 + begun.size);
      const [, own, again] = starts;
      expect(again).toMatchObject(own?.ok ? { ok: true, value: { id: own.value.id } } : {});
    }
  });
});
