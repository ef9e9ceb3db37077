import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { enroll } from "#app/domain/enrollment/commands.server.ts";
import { DEFAULT_RULE, type MarkingRule } from "#app/domain/grading/agreement.ts";
import { giveMark, saveDraft } from "#app/domain/grading/marking.server.ts";
import { markingPage } from "#app/domain/grading/marking-page.server.ts";
import { markingRulesPage, setRule } from "#app/domain/grading/marking-rules.server.ts";
import { queueFor } from "#app/domain/grading/queue.server.ts";
import { settleAgain, settleCourse } from "#app/domain/grading/settle.server.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { paths } from "#app/paths.ts";
import { official } from "#tests/factories/assessment.ts";
import { minutes } from "#tests/factories/attempts.ts";
import {
  attemptRow,
  both,
  daysLater,
  grader,
  handIn,
  posted,
  publishEssayCourse,
} from "#tests/factories/grading.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
await publishEssayCourse(db);
const [ana, luis, eva] = [await grader(db), await grader(db), await grader(db)] as const;
const later = minutes(10);

const DOUBLE: MarkingRule = { ...DEFAULT_RULE, graders: 2, tolerance: 0.25 };
const ruled = (rule: Partial<MarkingRule>) =>
  setRule(db, ana, { courseSlug: "curso", itemId: null }, { ...DOUBLE, ...rule }, later);
const basisOf = async (toMark: string) => {
  const [row] = await db.execute<{ basis: string }>(sql`
    select basis from settled_scores where to_mark_id = ${toMark} order by id desc limit 1`);
  return row?.basis ?? null;
};
const waitOf = async (viewer: Viewer, toMark: string) =>
  (await queueFor(db, viewer, null, later)).rows.find(({ id }) => id === toMark)?.wait;

beforeEach(async () => {
  await ruled({});
});

describe("two marks", () => {
  test("are given on their own: neither grader sees the other's before both have finished", async () => {
    const { toMark, attempt } = await handIn(db);
    const first = posted({ claridad: 4, evidencia: 4 }, { comment: "Sobresaliente", note: "Ojo" });
    await giveMark(db, ana, toMark, first, later);
    expect((await attemptRow(db, attempt)).score).toBeNull();
    const seen = JSON.stringify(await markingPage(db, luis, toMark, later));
    for (const secret of ["Sobresaliente", "Ojo", '"share"']) expect(seen).not.toContain(secret);
    await giveMark(db, luis, toMark, both(3), later);
    expect(await basisOf(toMark)).toBe("agreed");
    expect((await attemptRow(db, attempt)).score).toBe(0.958333);
    expect((await markingPage(db, luis, toMark, later))?.marks).toHaveLength(2);
  });

  test("too far apart go to a third person, who sees both and decides; the two may not", async () => {
    const { toMark, attempt } = await handIn(db);
    await giveMark(db, ana, toMark, both(4), later);
    await giveMark(db, luis, toMark, both(0), later);
    expect(await waitOf(eva, toMark)).toBe("decision");
    expect(await waitOf(ana, toMark)).toBeUndefined();
    const page = await markingPage(db, eva, toMark, later);
    expect(page?.role).toBe("deciding");
    expect(page?.marks.map(({ share }) => share)).toEqual([1, 0]);
    for (const one of [ana, luis]) {
      expect(await giveMark(db, one, toMark, both(2), later)).toMatchObject({ reason: "settled" });
      expect((await markingPage(db, one, toMark, later))?.marks).toHaveLength(1);
    }
    await giveMark(db, eva, toMark, both(1), later);
    expect(await basisOf(toMark)).toBe("decided");
    expect((await attemptRow(db, attempt)).score).toBe(0.75);
  });

  test("are not claimed: two people mark the same on purpose", async () => {
    const { toMark } = await handIn(db);
    const draft = posted({ claridad: 1 }, { final: false });
    await saveDraft(db, ana, toMark, draft, later);
    expect((await giveMark(db, luis, toMark, both(2), later)).ok).toBe(true);
    expect((await giveMark(db, ana, toMark, both(2), later)).ok).toBe(true);
  });

  test("are wanted of one item where its own rule says so, whatever the exam's", async () => {
    await publishEssayCourse(db, "aparte");
    const ofCourse = { courseSlug: "aparte", itemId: null };
    const ofItem = { courseSlug: "aparte", itemId: "informe" };
    await setRule(db, ana, ofItem, DOUBLE, later);
    await setRule(db, ana, ofCourse, DEFAULT_RULE, later);
    const { toMark } = await handIn(db, { course: "aparte" });
    await giveMark(db, ana, toMark, both(4), later);
    expect(await basisOf(toMark)).toBeNull();
    await setRule(db, ana, ofItem, DEFAULT_RULE, later);
    await settleCourse(db, "aparte", later);
    expect(await basisOf(toMark)).toBe("single");
  });
});

describe("nothing waits for a quorum that cannot exist", () => {
  test("one mark stands at once in a course where only one person may mark", async () => {
    await publishEssayCourse(db, "solo");
    const only = await grader(db, "solo");
    await db.execute(sql`update role_assignments set ended_at = now()
      where course_slug is null and user_id in (${ana.id}, ${luis.id}, ${eva.id})`);
    await setRule(db, only, { courseSlug: "solo", itemId: null }, DOUBLE, later);
    const { toMark, attempt } = await handIn(db, { course: "solo" });
    await giveMark(db, only, toMark, both(4), later);
    expect(await basisOf(toMark)).toBe("no-second-person");
    expect((await attemptRow(db, attempt)).passed).toBe(true);
    await db.execute(sql`update role_assignments set ended_at = null
      where user_id in (${ana.id}, ${luis.id}, ${eva.id})`);
  });

  test("a trainer who sits the exam is not waited for as its second grader", async () => {
    await publishEssayCourse(db, "dos");
    const [one, other] = [await grader(db, "dos"), await official(db, { course: "dos" })];
    await db.execute(sql`insert into role_assignments (id, user_id, role, course_slug)
      values (gen_random_uuid(), ${other.id}, 'trainer', 'dos')`);
    await db.execute(sql`update role_assignments set ended_at = now()
      where user_id in (${ana.id}, ${luis.id}, ${eva.id})`);
    await setRule(db, one, { courseSlug: "dos", itemId: null }, DOUBLE, later);
    const { toMark } = await handIn(db, { course: "dos", who: other });
    await giveMark(db, one, toMark, both(4), later);
    expect(await basisOf(toMark)).toBe("no-second-person");
    await db.execute(sql`update role_assignments set ended_at = null
      where user_id in (${ana.id}, ${luis.id}, ${eva.id})`);
  });

  test("the second mark is waited for as many days as were said, by a job that was ordered", async () => {
    const { toMark, attempt } = await handIn(db);
    await giveMark(db, ana, toMark, both(4), later);
    const [ordered] = await db.execute<{ run_at: string }>(sql`
      select run_at from graphile_worker.jobs where key = ${`settle ${toMark}`}`);
    expect(new Date(ordered?.run_at ?? 0)).toEqual(new Date(later.getTime() + 5 * 86_400_000));
    await settleAgain(db, toMark, daysLater(5));
    expect((await attemptRow(db, attempt)).score).toBeNull();
    await settleAgain(db, toMark, daysLater(6));
    await settleAgain(db, toMark, daysLater(7));
    expect(await basisOf(toMark)).toBe("no-second-in-time");
    expect((await attemptRow(db, attempt)).score).toBe(1);
    const page = await markingPage(db, luis, toMark, daysLater(7));
    expect(page?.settled).toEqual({ share: 1, basis: "no-second-in-time" });
  });

  test("two marks too far apart give their mean when nobody decided in time", async () => {
    const { toMark, attempt } = await handIn(db);
    await giveMark(db, ana, toMark, both(4), later);
    await giveMark(db, luis, toMark, both(0), later);
    await settleAgain(db, toMark, daysLater(6));
    expect(await basisOf(toMark)).toBe("no-third-in-time");
    expect((await attemptRow(db, attempt)).score).toBe(0.833333);
  });
});

describe("an anonymous marking", () => {
  test("tells whoever marks neither name nor user name nor municipality, on any page", async () => {
    await ruled({ graders: 1, anonymous: true });
    const { viewer } = await insertViewer(db, { fullName: "Nombre Secreto Uno" });
    await db.execute(sql`update users set username = 'secreta-uno' where id = ${viewer.id}`);
    await enroll(db, viewer, "curso", new Date("2026-11-01T08:00:00Z"));
    const { toMark } = await handIn(db, { who: viewer });
    const { cookie } = await insertViewer(db, { roles: ["trainer"], organizationId: null });
    const pages = [paths.markingQueue(), paths.marking(toMark), paths.markingRules("curso")];
    for (const path of [...pages, ...pages.map((page) => `${page}?_data`)]) {
      const text = await (await visit(path, { cookie, now: later })).text();
      for (const trace of ["Secreto", "secreta-uno", viewer.id, "Salcajá", "GT-0902"]) {
        expect(text.includes(trace), `${trace} on ${path}`).toBe(false);
      }
    }
    const page = await (await visit(paths.marking(toMark), { cookie, now: later })).text();
    expect(page).toMatch(/Persona \d+/);
  });
});

test("agreement is told of enough responses that two people marked, and not before", async () => {
  await publishEssayCourse(db, "muchas");
  const rule = { courseSlug: "muchas", itemId: null };
  await setRule(db, ana, rule, DOUBLE, later);
  for (let made = 0; made < 30; made += 1) {
    const { toMark } = await handIn(db, { course: "muchas" });
    await giveMark(db, ana, toMark, both(made % 5), later);
    await giveMark(db, luis, toMark, both(made % 10 === 0 ? 1 : made % 5), minutes(11));
    if (made !== 28) continue;
    const early = await markingRulesPage(db, ana, "muchas");
    expect(early?.items[0]?.agreement).toMatchObject({ n: 29, exact: null });
  }
  const told = (await markingRulesPage(db, ana, "muchas"))?.items[0]?.agreement;
  expect(told).toMatchObject({ n: 30, exact: 0.9, within: 1 });
  // Three of 30 differ by one level; by chance Σw would be 30 × (2 + 1.69 + 0.1²) = 111.
  expect(told?.kappas[0]?.kappa).toBeCloseTo(1 - 3 / 111, 12);
});
