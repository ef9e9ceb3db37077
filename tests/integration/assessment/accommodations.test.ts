import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import {
  accommodate,
  accommodationPage,
  endAccommodation,
} from "#app/domain/assessment/accommodations.server.ts";
import { examStartView, examStateFor } from "#app/domain/assessment/exam-state.server.ts";
import { enroll } from "#app/domain/enrollment/commands.server.ts";
import { publishCourse } from "#tests/factories/assessment.ts";
import { attemptsOn, minutes, NOW } from "#tests/factories/attempts.ts";
import { insertSitting } from "#tests/factories/exam-sittings.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const db = await freshDatabase();
await publishCourse(db);
await publishCourse(db, { slug: "convocado" });
const { viewer: manager } = await insertViewer(db, { roles: ["manager"] });
await insertSitting(db, manager, "convocado", { closesIn: 30 });
const { begin, countOf } = attemptsOn(() => db);

const half = { extraPercent: 50, pauseMinutes: 10, reason: "accessibility" } as const;

async function learner(course = "curso") {
  const { viewer } = await insertViewer(db);
  await enroll(db, viewer, course, NOW);
  return viewer;
}
async function clockOf(id: string) {
  const [row] = await db.execute<{ closes_at: string; pause_left: number }>(
    sql`select closes_at, pause_left from attempts where id = ${id}`,
  );
  return row && { closesAt: new Date(row.closes_at), pause: row.pause_left / 60_000 };
}

describe("extra time", () => {
  test("is in every exam started from then on, and said before", async () => {
    const who = await learner();
    await accommodate(db, manager, who.id, half, NOW);
    const state = await examStateFor(db, who, "curso", NOW);
    expect(state && examStartView(state, NOW)).toMatchObject({
      minutes: 90,
      extraPercent: 50,
      pauseMinutes: 10,
    });
    const { id } = await begin(who);
    expect(await clockOf(id)).toEqual({ closesAt: minutes(90), pause: 10 });
    expect(
      await countOf(
        "statements",
        sql`verb = 'granted' and actor_id = ${manager.id}
      and result ->> 'userId' = ${who.id}`,
      ),
    ).toBe(1);
  });

  test("reaches past the end of the sitting, by its share of what was left", async () => {
    const who = await learner("convocado");
    await accommodate(db, manager, who.id, half, NOW);
    const { id } = await begin(who, "convocado", minutes(10));
    expect((await clockOf(id))?.closesAt).toEqual(minutes(10 + 20 * 1.5));
  });

  test("given or ended during an attempt, it changes nothing of that one", async () => {
    const who = await learner();
    const { id } = await begin(who);
    await accommodate(db, manager, who.id, half, minutes(1));
    expect(await clockOf(id)).toEqual({ closesAt: minutes(60), pause: 0 });
    await endAccommodation(db, manager, who.id, minutes(2));
    expect((await examStateFor(db, who, "curso", minutes(3)))?.allowance).toEqual({
      extraPercent: 0,
      pauseMinutes: 0,
    });
  });

  test("given again, the latest holds, also when many give it at once", async () => {
    const who = await learner();
    await Promise.all(
      [25, 50, 100].map((extraPercent) =>
        accommodate(db, manager, who.id, { ...half, extraPercent }, NOW),
      ),
    );
    const page = await accommodationPage(db, manager, who.id);
    expect(page?.given).toHaveLength(3);
    expect(page?.given.filter(({ endedAt }) => endedAt === null)).toHaveLength(1);
  });

  test("is for who coordinates the person's organization, and who manages", async () => {
    const who = await learner();
    const cases = [
      { roles: ["coordinator" as const], may: true },
      { roles: ["admin" as const], may: true },
      { roles: [{ role: "coordinator", organizationId: "GT-0901" } as const], may: false },
      { roles: ["trainer" as const], may: false },
      { roles: ["auditor" as const], may: false },
      { roles: ["official" as const], may: false },
    ];
    for (const { roles, may } of cases) {
      const { viewer } = await insertViewer(db, { roles });
      const told = JSON.stringify(roles);
      const expected = may ? { ok: true } : { ok: false, reason: "unknown" };
      expect(await accommodate(db, viewer, who.id, half, NOW), told).toMatchObject(expected);
      expect(await endAccommodation(db, viewer, who.id, NOW), told).toMatchObject(expected);
      expect((await accommodationPage(db, viewer, who.id)) !== null, told).toBe(may);
    }
  });

  test("nobody gives it to themselves", async () => {
    expect(await accommodate(db, manager, manager.id, half, NOW)).toEqual({
      ok: false,
      reason: "unknown",
    });
  });
});
