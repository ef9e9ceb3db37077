import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { finishAttempt } from "#app/domain/assessment/finish-attempt.server.ts";
import { openAttempt } from "#app/domain/assessment/open-attempt.server.ts";
import { pauseAttempt, resumeAttempt } from "#app/domain/assessment/pause-attempt.server.ts";
import { official, publishCourse } from "#tests/factories/assessment.ts";
import { answer, attemptsOn, minutes, NOW } from "#tests/factories/attempts.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const db = await freshDatabase();
await publishCourse(db, { exam: { pauseMinutes: 10 } });
await publishCourse(db, { slug: "sin-pausa" });
await publishCourse(db, { slug: "sin-hora", exam: { pauseMinutes: 10, minutes: null } });
const { begin, formOf, saveOne, countOf } = attemptsOn(() => db);

async function started(course = "curso") {
  const who = await official(db, { course });
  return { who, ...(await begin(who, course)) };
}
async function closesAt(id: string) {
  const [row] = await db.execute<{ closes_at: string; run_at: string }>(sql`
    select closes_at, (select run_at from graphile_worker.jobs where key = 'close ' || attempts.id)
    from attempts where id = ${id}`);
  // Five seconds later it closes by itself.
  expect(Date.parse(row?.run_at ?? "") - Date.parse(row?.closes_at ?? "")).toBe(5000);
  return new Date(row?.closes_at ?? "");
}

describe("stopping the clock", () => {
  test("hides the questions and moves the deadline; going on takes off what was not used", async () => {
    const { who, id } = await started();
    expect(await pauseAttempt(db, who, id, minutes(20))).toEqual({ ok: true, value: null });
    expect(await closesAt(id)).toEqual(minutes(70));
    const paused = await openAttempt(db, who, "curso", "all", minutes(21));
    expect(paused.is).toBe("paused");
    expect(await resumeAttempt(db, who, id, minutes(24))).toEqual({ ok: true, value: null });
    expect(await closesAt(id)).toEqual(minutes(64));
    expect((await openAttempt(db, who, "curso", 1, minutes(64))).is).toBe("open");
    expect((await openAttempt(db, who, "curso", 1, minutes(64.1))).is).toBe("ended");
  });

  test("whoever never comes back has had the whole of it", async () => {
    const { who, id } = await started();
    await pauseAttempt(db, who, id, minutes(20));
    expect((await openAttempt(db, who, "curso", 1, minutes(69.9))).is).toBe("paused");
    expect((await openAttempt(db, who, "curso", 1, minutes(70.1))).is).toBe("ended");
  });

  test("twenty presses at once are one, and so are twenty goings on", async () => {
    const { who, id } = await started();
    await Promise.all(Array.from({ length: 20 }, () => pauseAttempt(db, who, id, minutes(20))));
    expect(await closesAt(id)).toEqual(minutes(70));
    await Promise.all(Array.from({ length: 20 }, () => resumeAttempt(db, who, id, minutes(25))));
    expect(await closesAt(id)).toEqual(minutes(65));
    const said = sql`actor_id = ${who.id} and verb in ('paused', 'resumed')`;
    expect(await countOf("statements", said)).toBe(2);
  });

  test("an answer on its way is taken meanwhile, and counts", async () => {
    const { who, id } = await started();
    const form = await formOf(id);
    await pauseAttempt(db, who, id, minutes(59));
    for (const { item } of form) {
      expect(await saveOne(who, id, answer(item), minutes(60.5))).toMatchObject({ late: false });
    }
    await resumeAttempt(db, who, id, minutes(61));
    expect(await finishAttempt(db, who, id, minutes(61.5))).toMatchObject({ value: { score: 1 } });
  });

  test("it can be handed in meanwhile, and then there is no clock", async () => {
    const { who, id } = await started();
    await pauseAttempt(db, who, id, minutes(5));
    expect((await finishAttempt(db, who, id, minutes(6))).ok).toBe(true);
    const finished = { ok: false, reason: "finished" };
    expect(await resumeAttempt(db, who, id, minutes(7))).toEqual(finished);
    expect(await pauseAttempt(db, who, id, minutes(7))).toEqual(finished);
  });

  test("is refused when it is used up, where there is none or no limit, and after the end", async () => {
    const { who, id } = await started();
    await pauseAttempt(db, who, id, minutes(1));
    await resumeAttempt(db, who, id, minutes(30));
    expect(await pauseAttempt(db, who, id, minutes(31))).toEqual({ ok: false, reason: "used-up" });
    const without = await started("sin-pausa");
    expect(await pauseAttempt(db, without.who, without.id, NOW)).toMatchObject({
      reason: "used-up",
    });
    const endless = await started("sin-hora");
    expect(await pauseAttempt(db, endless.who, endless.id, NOW)).toMatchObject({
      reason: "no-clock",
    });
    const late = await started();
    expect(await pauseAttempt(db, late.who, late.id, minutes(61))).toMatchObject({
      reason: "finished",
    });
    expect((await openAttempt(db, late.who, "curso", 1, minutes(61))).is).toBe("ended");
  });

  test("is nobody else's to do", async () => {
    const { id } = await started();
    const other = await official(db, { course: "curso" });
    const unknown = { ok: false, reason: "unknown" };
    expect(await pauseAttempt(db, other, id, minutes(1))).toEqual(unknown);
    expect(await resumeAttempt(db, other, id, minutes(1))).toEqual(unknown);
    expect(await pauseAttempt(db, other, "x", minutes(1))).toEqual(unknown);
  });
});
