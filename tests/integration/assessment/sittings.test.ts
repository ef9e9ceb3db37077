import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { examStartView, examStateFor } from "#app/domain/assessment/exam-state.server.ts";
import {
  announceSitting,
  cancelSitting,
  changeSitting,
} from "#app/domain/assessment/sittings.server.ts";
import { proctoredExams, sittingsPage } from "#app/domain/assessment/sittings-page.server.ts";
import { startAttempt } from "#app/domain/assessment/start-attempt.server.ts";
import { newId } from "#app/kernel/ids.ts";
import { official, publishCourse } from "#tests/factories/assessment.ts";
import { attemptsOn, minutes, NOW } from "#tests/factories/attempts.ts";
import { insertSitting } from "#tests/factories/exam-sittings.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const db = await freshDatabase();
const { viewer: manager } = await insertViewer(db, { roles: ["manager"] });
const { countOf } = attemptsOn(() => db);

/** A course of each test's own. */
let course = "";
let made = 0;
beforeEach(async () => {
  made += 1;
  course = `curso-${made}`;
  await publishCourse(db, { slug: course });
});

const start = async (
  now = NOW,
  accessCode?: string,
  who?: { id: string; country: string | null },
) => startAttempt(db, who ?? (await official(db, { course })), course, now, { accessCode });
const attemptOf = async (id: string) => {
  const [row] = await db.execute<{ closes_at: string; sitting_id: string | null }>(
    sql`select closes_at, sitting_id from attempts where id = ${id}`,
  );
  return row && { closesAt: new Date(row.closes_at), sitting: row.sitting_id };
};

describe("an exam with sittings", () => {
  test("starts only within one of them", async () => {
    await insertSitting(db, manager, course, { opensIn: 10, closesIn: 20 });
    expect(await start(minutes(9.9))).toEqual({ ok: false, reason: "not-open" });
    expect((await start(minutes(10))).ok).toBe(true);
    expect((await start(minutes(20))).ok).toBe(true);
    const [row] = await db.execute<{ with: number }>(sql`select count(sitting_id)::int as with
      from attempts join editions on editions.id = edition_id where course_slug = ${course}`);
    expect(row?.with).toBe(1);
  });

  test("where it is held in sittings alone, not outside them either", async () => {
    await publishCourse(db, { slug: `${course}-solo`, exam: { onlyInSittings: true } });
    course = `${course}-solo`;
    expect(await start()).toEqual({ ok: false, reason: "no-sitting" });
    await insertSitting(db, manager, course);
    expect((await start()).ok).toBe(true);
    expect(await start(minutes(31))).toEqual({ ok: false, reason: "no-sitting" });
  });

  test("ends with the sitting, and an open attempt goes on in it", async () => {
    const sitting = await insertSitting(db, manager, course, { closesIn: 30 });
    const who = await official(db, { course });
    const started = await start(minutes(10), undefined, who);
    if (!started.ok) throw new Error(started.reason);
    expect(await attemptOf(started.value.id)).toEqual({ closesAt: minutes(30), sitting });
    expect(await start(minutes(20), undefined, who)).toMatchObject({ value: { resumed: true } });
  });

  test("a cancelled one counts for nothing; who had started goes on", async () => {
    const sitting = await insertSitting(db, manager, course);
    const who = await official(db, { course });
    await start(NOW, undefined, who);
    expect((await cancelSitting(db, manager, sitting, minutes(1))).ok).toBe(true);
    expect((await cancelSitting(db, manager, sitting, minutes(2))).ok).toBe(true);
    expect(await countOf("statements", sql`object_id = ${sitting} and verb = 'ended'`)).toBe(1);
    expect(await start(minutes(3), undefined, who)).toMatchObject({ value: { resumed: true } });
    expect((await start(minutes(3))).ok).toBe(true);
  });
});

describe("the access code", () => {
  test("opens it, whatever its capitals and spaces; without it nobody starts", async () => {
    await insertSitting(db, manager, course, { accessCode: "Sol 4 Luna" });
    expect(await start()).toEqual({ ok: false, reason: "code" });
    expect(await start(NOW, "luna 4 sol")).toEqual({ ok: false, reason: "code" });
    expect((await start(NOW, " sol4LUNA")).ok).toBe(true);
  });

  test("an attempt under way is gone on with without it", async () => {
    await insertSitting(db, manager, course, { accessCode: "Sol 4 Luna" });
    const who = await official(db, { course });
    await start(NOW, "sol4luna", who);
    expect(await start(minutes(1), undefined, who)).toMatchObject({ value: { resumed: true } });
  });

  test("says which of two sittings it is", async () => {
    await insertSitting(db, manager, course, { accessCode: "aula uno", closesIn: 20 });
    const second = await insertSitting(db, manager, course, { accessCode: "aula dos" });
    const started = await start(NOW, "AULADOS");
    expect(started.ok && (await attemptOf(started.value.id))?.sitting).toBe(second);
  });

  test("can be tried ten times in a quarter of an hour, also at once; right ones are not counted", async () => {
    await insertSitting(db, manager, course, { accessCode: "Sol 4 Luna" });
    const who = await official(db, { course });
    const tries = await Promise.all(
      Array.from({ length: 12 }, (_, index) => start(NOW, `no ${index}`, who)),
    );
    const reasons = tries.map((one) => !one.ok && one.reason).sort();
    expect(reasons).toEqual([...Array(10).fill("code"), ...Array(2).fill("too-many-codes")]);
    expect(await start(minutes(1), "Sol 4 Luna", who)).toEqual({
      ok: false,
      reason: "too-many-codes",
    });
    expect((await start(minutes(16), "Sol 4 Luna", who)).ok).toBe(true);
    for (let one = 0; one < 12; one += 1) expect((await start(NOW, "sol 4 luna")).ok).toBe(true);
  });

  test("is on the page of who watches over the exam, and on none of who sits it", async () => {
    await insertSitting(db, manager, course, { accessCode: "canario-sala" });
    const state = await examStateFor(db, await official(db, { course }), course, NOW);
    const view = state && examStartView(state, NOW);
    expect(view?.sittings).toMatchObject([{ isOpen: true, asksCode: true }]);
    expect(JSON.stringify(view)).not.toContain("canario");
    const page = await sittingsPage(db, manager, course, NOW);
    expect(page?.sittings[0]?.accessCode).toBe("canario-sala");
  });
});

describe("announcing, changing and cancelling", () => {
  const plan = {
    title: "Tarde",
    opensAt: minutes(60),
    closesAt: minutes(90),
    accessCode: null,
  };

  test("are for who teaches the course, and for nobody else", async () => {
    const sitting = await insertSitting(db, manager, course);
    const grants = [
      { roles: [{ role: "trainer", courseSlug: course } as const], may: true },
      { roles: ["trainer" as const], may: true },
      { roles: [{ role: "trainer", courseSlug: "otro" } as const], may: false },
      { roles: ["coordinator" as const], may: false },
      { roles: ["auditor" as const], may: false },
      { roles: ["official" as const], may: false },
    ];
    for (const { roles, may } of grants) {
      const { viewer } = await insertViewer(db, { roles });
      const expected = may ? { ok: true } : { ok: false, reason: "unknown" };
      const told = JSON.stringify(roles);
      expect(await announceSitting(db, viewer, course, plan, NOW), told).toMatchObject(expected);
      expect(await changeSitting(db, viewer, sitting, plan, NOW), told).toMatchObject(expected);
    }
    const { viewer } = await insertViewer(db, { roles: ["coordinator"] });
    expect(await cancelSitting(db, viewer, sitting, NOW)).toEqual({ ok: false, reason: "unknown" });
  });

  test("are refused once it is over or cancelled, and of a course without an exam", async () => {
    const sitting = await insertSitting(db, manager, course);
    const over = { ok: false, reason: "over" };
    expect(await changeSitting(db, manager, sitting, plan, minutes(30))).toEqual(over);
    expect(await cancelSitting(db, manager, sitting, minutes(30))).toEqual(over);
    expect(await announceSitting(db, manager, course, plan, minutes(90))).toEqual(over);
    const past = { ...plan, opensAt: minutes(-60), closesAt: minutes(-30) };
    expect(await changeSitting(db, manager, sitting, past, NOW)).toEqual(over);
    await cancelSitting(db, manager, sitting, NOW);
    expect(await changeSitting(db, manager, sitting, plan, NOW)).toEqual({
      ok: false,
      reason: "cancelled",
    });
    await publishCourse(db, { slug: `${course}-sin`, exam: null });
    const unknown = { ok: false, reason: "unknown" };
    expect(await announceSitting(db, manager, `${course}-sin`, plan, NOW)).toEqual(unknown);
    expect(await announceSitting(db, manager, "nada", plan, NOW)).toEqual(unknown);
    expect(await changeSitting(db, manager, newId(), plan, NOW)).toEqual(unknown);
    expect(await cancelSitting(db, manager, "x", NOW)).toEqual(unknown);
  });

  test("a change holds for who starts later; who has started keeps the deadline", async () => {
    const sitting = await insertSitting(db, manager, course, { closesIn: 30 });
    const before = await start();
    const longer = { ...plan, opensAt: NOW, closesAt: minutes(50) };
    await changeSitting(db, manager, sitting, longer, minutes(1));
    const after = await start(minutes(2));
    if (!before.ok || !after.ok) throw new Error("not started");
    expect((await attemptOf(before.value.id))?.closesAt).toEqual(minutes(30));
    expect((await attemptOf(after.value.id))?.closesAt).toEqual(minutes(50));
  });
});

describe("the pages of who watches over exams", () => {
  test("count the people in reach, in one query each", async () => {
    await insertSitting(db, manager, course);
    const { viewer: coordinator } = await insertViewer(db, { roles: ["coordinator"] });
    const { viewer: colleague } = await insertViewer(db);
    await official(db, { course });
    await db.execute(sql`insert into enrollments (id, user_id, course_slug, edition_id)
      select ${newId()}, ${colleague.id}, slug, current_edition_id from courses where slug = ${course}`);
    await start(NOW, undefined, colleague);
    await start();
    const begun = async (viewer: typeof manager) => {
      db.queries.length = 0;
      const page = await sittingsPage(db, viewer, course, NOW);
      const exams = await proctoredExams(db, viewer, NOW);
      expect(db.queries).toHaveLength(2);
      const open = exams.find(({ courseSlug }) => courseSlug === course)?.open;
      return [page?.sittings[0]?.begun, page?.mayChange, open];
    };
    expect(await begun(manager)).toEqual([2, true, 2]);
    expect(await begun(coordinator)).toEqual([1, false, 1]);
  });

  test("do not exist for a trainer of another course", async () => {
    const { viewer } = await insertViewer(db, { roles: [{ role: "trainer", courseSlug: "otro" }] });
    expect(await sittingsPage(db, viewer, course, NOW)).toBeNull();
    const listed = await proctoredExams(db, viewer, NOW);
    expect(listed.map(({ courseSlug }) => courseSlug)).not.toContain(course);
  });
});
