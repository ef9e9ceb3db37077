import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { examResult } from "#app/domain/assessment/exam-result.server.ts";
import { closeAttempt, finishAttempt } from "#app/domain/assessment/finish-attempt.server.ts";
import { pauseAttempt, resumeAttempt } from "#app/domain/assessment/pause-attempt.server.ts";
import {
  countLateAnswers,
  giveMinutes,
  reopenAttempt,
} from "#app/domain/assessment/proctor.server.ts";
import { proctoredAttempt, roomPage } from "#app/domain/assessment/room.server.ts";
import { startAttempt } from "#app/domain/assessment/start-attempt.server.ts";
import { enroll } from "#app/domain/enrollment/commands.server.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { newId } from "#app/kernel/ids.ts";
import { publishCourse } from "#tests/factories/assessment.ts";
import { answer, attemptsOn, minutes, NOW } from "#tests/factories/attempts.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const db = await freshDatabase();
await publishCourse(db);
await publishCourse(db, { slug: "sin-hora", exam: { minutes: null } });
await publishCourse(db, { slug: "sala" });
const { viewer: manager } = await insertViewer(db, { roles: ["manager"] });
const { begin, formOf, saveOne, countOf } = attemptsOn(() => db);

const reason = "Se fue la luz en la sala";

async function started(course = "curso", facts = {}) {
  const { viewer: who } = await insertViewer(db, facts);
  await enroll(db, who, course, NOW);
  const { id, number } = await begin(who, course);
  const items = (await formOf(id)).map(({ item }) => item);
  return { who, id, number, items };
}
const give = (attemptId: string, now = minutes(10), actor: Viewer = manager, count = 15) =>
  giveMinutes(db, actor, { attemptId, minutes: count, reason }, now);
const reopen = (attemptId: string, now: Date, actor: Viewer = manager) =>
  reopenAttempt(db, actor, { attemptId, minutes: 20, reason }, now);
const countLate = (attemptId: string, now: Date, actor: Viewer = manager) =>
  countLateAnswers(db, actor, { attemptId, reason }, now);
const refused = (why: string) => ({ ok: false, reason: why });
const closesAt = async (id: string) => {
  const [row] = await db.execute<{ closes_at: string }>(
    sql`select closes_at from attempts where id = ${id}`,
  );
  return new Date(row?.closes_at ?? "");
};

describe("giving minutes", () => {
  test("moves the deadline, with who, why and a statement; the person reads it in the result", async () => {
    const { who, id, items } = await started();
    expect(await give(id)).toEqual({ ok: true, value: null });
    expect(await closesAt(id)).toEqual(minutes(75));
    expect(await saveOne(who, id, answer(items[0] ?? ""), minutes(75))).toMatchObject({
      late: false,
    });
    await finishAttempt(db, who, id, minutes(75));
    const result = await examResult(db, who, "curso", 1, minutes(76));
    expect(result?.decisions).toMatchObject([
      { kind: "minutes", seconds: 900, reason, by: manager.fullName },
    ]);
    const said = sql`actor_id = ${manager.id} and verb = 'extended'
      and result ->> 'attempt' = ${id}`;
    expect(await countOf("statements", said)).toBe(1);
    const told = await db.execute<{ text: string }>(
      sql`select result::text as text from statements where ${said}`,
    );
    expect(told[0]?.text).not.toContain(reason);
  });

  test("is refused after the end, also when nobody had closed it, and without a limit", async () => {
    const { who, id } = await started();
    expect(await give(id, minutes(60.1))).toEqual(refused("finished"));
    expect((await examResult(db, who, "curso", 1, minutes(61)))?.byDeadline).toBe(true);
    const endless = await started("sin-hora");
    expect(await give(endless.id)).toEqual(refused("no-clock"));
  });
});

describe("opening an attempt again", () => {
  test("clears its result, counts what came late, and gives one result at the end", async () => {
    const { who, id, items } = await started();
    const [first = "", second = "", third = "", fourth = ""] = items;
    await saveOne(who, id, answer(first), minutes(50));
    await closeAttempt(db, id, minutes(61));
    await saveOne(who, id, answer(second), minutes(61));
    expect((await examResult(db, who, "curso", 1, minutes(62)))?.score).toBe(0.25);

    expect(await reopen(id, minutes(70))).toEqual({ ok: true, value: null });

    expect(await examResult(db, who, "curso", 1, minutes(71))).toBeNull();
    expect(await startAttempt(db, who, "curso", minutes(71))).toMatchObject({
      value: { id, resumed: true },
    });
    expect(await closesAt(id)).toEqual(minutes(90));
    for (const item of [third, fourth]) await saveOne(who, id, answer(item), minutes(80));
    await finishAttempt(db, who, id, minutes(81));
    const result = await examResult(db, who, "curso", 1, minutes(82));
    expect(result).toMatchObject({ score: 1, passed: true, late: 0, byDeadline: false });
    expect(result?.decisions).toMatchObject([
      {
        kind: "reopen",
        answers: 1,
        before: { score: 0.25, passed: false, finishedBy: "deadline" },
      },
    ]);
    expect(await countOf("attempts", sql`user_id = ${who.id}`)).toBe(1);
  });

  test("is refused while it is open, once passed, and after another was begun", async () => {
    const { who, id, items } = await started();
    expect(await reopen(id, minutes(1))).toEqual(refused("open"));
    await finishAttempt(db, who, id, minutes(2));
    const next = await startAttempt(db, who, "curso", minutes(3));
    expect(await reopen(id, minutes(4))).toEqual(refused("not-last"));
    expect(next.ok).toBe(true);
    const passing = await started();
    for (const item of passing.items) await saveOne(passing.who, passing.id, answer(item));
    await finishAttempt(db, passing.who, passing.id, minutes(2));
    expect(await reopen(passing.id, minutes(3))).toEqual(refused("passed"));
    expect(items).toHaveLength(4);
  });

  test("twenty times at once is once, and with a new start at the same moment there is one open", async () => {
    const { who, id } = await started();
    await finishAttempt(db, who, id, minutes(2));
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => reopen(id, minutes(3))));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    await finishAttempt(db, who, id, minutes(4));
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([reopen(id, minutes(5)), startAttempt(db, who, "curso", minutes(5))]);
      expect(await countOf("attempts", sql`user_id = ${who.id} and finished_at is null`)).toBe(1);
    }
  });
});

describe("counting late answers", () => {
  test("scores the attempt again, keeps its end, and may pass it", async () => {
    const { who, id, items } = await started();
    const [first = "", ...rest] = items;
    await saveOne(who, id, answer(first), minutes(10));
    await closeAttempt(db, id, minutes(61));
    for (const item of rest) await saveOne(who, id, answer(item), minutes(61));
    expect(await countLate(id, minutes(90))).toEqual({ ok: true, value: null });
    const result = await examResult(db, who, "curso", 1, minutes(91));
    expect(result).toMatchObject({ score: 1, passed: true, late: 0, byDeadline: true });
    expect(result?.finishedAt).toBe(minutes(60).toISOString());
    expect(result?.decisions).toMatchObject([{ kind: "late-counted", answers: 3 }]);
    expect(await countOf("statements", sql`actor_id = ${who.id} and verb = 'passed'`)).toBe(1);
    expect(await countLate(id, minutes(92))).toEqual(refused("passed"));
  });

  test("is refused while it is open, and when none is waiting", async () => {
    const { who, id, items } = await started();
    expect(await countLate(id, minutes(5))).toEqual(refused("open"));
    expect(await countLate(id, minutes(61))).toEqual(refused("no-late"));
    await saveOne(who, id, answer(items[0] ?? "", "a"), minutes(62));
    expect((await countLate(id, minutes(63))).ok).toBe(true);
    expect(await countLate(id, minutes(64))).toEqual(refused("no-late"));
    const early = await started();
    await finishAttempt(db, early.who, early.id, minutes(2));
    expect(await countLate(early.id, minutes(3))).toEqual(refused("no-late"));
  });
});

describe("who may", () => {
  test("watches over the course or the person's organization, and never their own attempt", async () => {
    const { id } = await started();
    const cases = [
      { roles: [{ role: "trainer", courseSlug: "curso" } as const], may: true },
      { roles: ["coordinator" as const], may: true },
      { roles: ["admin" as const], may: true },
      { roles: [{ role: "trainer", courseSlug: "otro" } as const], may: false },
      { roles: [{ role: "coordinator", organizationId: "GT-0901" } as const], may: false },
      { roles: ["auditor" as const], may: false },
      { roles: ["official" as const], may: false },
    ];
    for (const { roles, may } of cases) {
      const { viewer } = await insertViewer(db, { roles });
      const told = JSON.stringify(roles);
      const expected = may ? { ok: true, value: null } : refused("unknown");
      expect(await give(id, minutes(1), viewer, 1), told).toEqual(expected);
      const page = await proctoredAttempt(db, viewer, "curso", id, minutes(2));
      expect(page !== null, told).toBe(may);
      if (may) continue;
      expect(await reopen(id, minutes(1), viewer), told).toEqual(refused("unknown"));
      expect(await countLate(id, minutes(1), viewer), told).toEqual(refused("unknown"));
    }
    const own = await started("curso", { roles: ["manager"] });
    expect(await give(own.id, minutes(1), own.who)).toEqual(refused("own"));
    const page = await proctoredAttempt(db, own.who, "curso", own.id, minutes(2));
    expect(page?.isOwn).toBe(true);
    expect(await give(newId())).toEqual(refused("unknown"));
    expect(await give("x")).toEqual(refused("unknown"));
    expect(await proctoredAttempt(db, manager, "sala", id, minutes(2))).toBeNull();
  });
});

describe("the room", () => {
  test("says who is in and who has ended, in one query, and nothing of what was answered", async () => {
    const ana = await started("sala", { fullName: "Ana Batz" });
    const bea = await started("sala", { fullName: "Bea Cux", organizationId: "GT-0901" });
    await saveOne(ana.who, ana.id, answer(ana.items[0] ?? ""), minutes(5));
    await saveOne(ana.who, ana.id, answer(ana.items[0] ?? "", "a"), minutes(7));
    await finishAttempt(db, bea.who, bea.id, minutes(20));
    db.queries.length = 0;
    const page = await roomPage(db, manager, "sala", minutes(21));
    expect(db.queries).toHaveLength(1);
    expect(page?.attempts).toMatchObject([
      { fullName: "Ana Batz", answered: 1, questions: 4, finishedAt: null },
      { fullName: "Bea Cux", answered: 0, finishedBy: "person" },
    ]);
    expect(new Date(page?.attempts[0]?.lastAnswerAt ?? "")).toEqual(minutes(7));
    expect(JSON.stringify(page)).not.toMatch(/"(response|form|score|outcomes)"/);
    const { viewer: coordinator } = await insertViewer(db, { roles: ["coordinator"] });
    const theirs = await roomPage(db, coordinator, "sala", minutes(21));
    expect(theirs?.attempts.map(({ fullName }) => fullName)).toEqual(["Ana Batz"]);
    const later = await roomPage(db, manager, "sala", minutes(20 + 12 * 60 + 1));
    expect(later?.attempts.map(({ fullName }) => fullName)).toEqual(["Ana Batz"]);
    expect(await roomPage(db, manager, "nada", NOW)).toBeNull();
  });

  test("tells answers that were saved while the questions were not shown", async () => {
    await publishCourse(db, { slug: "con-pausa", exam: { pauseMinutes: 10 } });
    const { who, id, items } = await started("con-pausa");
    const [first = "", second = "", third = ""] = items;
    await pauseAttempt(db, who, id, minutes(5));
    await saveOne(who, id, answer(first), minutes(5.1));
    await saveOne(who, id, answer(second), minutes(8));
    await resumeAttempt(db, who, id, minutes(9));
    await saveOne(who, id, answer(third), minutes(10));
    const page = await proctoredAttempt(db, manager, "con-pausa", id, minutes(11));
    expect(page?.whilePaused).toBe(1);
    expect(page?.events.map(({ kind, seconds }) => [kind, seconds])).toEqual([
      ["pause", 600],
      ["resume", 240],
    ]);
  });
});
