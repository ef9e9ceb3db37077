import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { answerCheck } from "#app/domain/assessment/answer-check.server.ts";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { type CheckAnswers, checkViews } from "#app/domain/assessment/lesson-checks.server.ts";
import { lessonPage } from "#app/domain/enrollment/lesson-page.server.ts";
import { newId } from "#app/kernel/ids.ts";
import {
  CANARY,
  giftQuestion,
  itemsOf,
  type Official,
  official,
  publishCourse,
} from "#tests/factories/assessment.ts";
import { freshDatabase, type TestDatabase } from "#tests/setup/database.ts";

const NOW = new Date("2026-11-21T10:00:00Z");
const PLACE = { courseSlug: "curso", lessonId: "leccion" };

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  await publishCourse(db, {
    exam: null,
    checks: ["c1", "c2"],
    items: itemsOf(["c1", "c2", "c3"].map((id) => giftQuestion(id, "dab-1", "leccion")).join("\n")),
  });
});

const given = (item: string, choice: string, id = newId()) => ({ id, item, response: [choice] });

function give(who: Official | null, item: string, choice: string, id?: string, now = NOW) {
  return answerCheck(db, who, PLACE, given(item, choice, id), now);
}

/** As the lesson's page shows them. */
async function lessonChecks(who: Official) {
  const page = await lessonPage(db, who, PLACE.courseSlug, PLACE.lessonId, NOW);
  if (!page) throw new Error("no such lesson");
  const items = page.items as ReadonlyMap<string, AssessmentItem>;
  return checkViews(items, page.answers as CheckAnswers);
}

describe("answering a question inside a lesson", () => {
  test("a wrong answer explains itself and nothing else; a right one explains every option", async () => {
    const who = await official(db, { course: "curso" });
    const wrong = await give(who, "c1", "a");
    if (!wrong.ok) throw new Error(wrong.reason);
    expect(wrong.value.notKept).toBeNull();
    expect(wrong.value.state).toMatchObject({
      right: false,
      key: [],
      general: null,
      feedback: { a: `${CANARY} no c1` },
      answeredAt: NOW.toISOString(),
    });
    const right = await give(who, "c1", "b");
    expect(right.ok && right.value.state).toMatchObject({ right: true, key: ["b"] });
    expect(right.ok && Object.keys(right.value.state?.feedback ?? {})).toEqual(["a", "b", "c"]);
  });

  test("the same UUID, twenty times at once, is one answer and one statement", async () => {
    const who = await official(db, { course: "curso" });
    const id = newId();
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        give(who, "c1", "b", id, new Date(NOW.getTime() + index)),
      ),
    );
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    const [count] = await db.execute<{ answers: number; statements: number }>(sql`
      select (select count(*)::int from check_responses join enrollments
          on enrollments.id = enrollment_id where user_id = ${who.id}) as answers,
        (select count(*)::int from statements
          where actor_id = ${who.id} and verb = 'answered') as statements`);
    expect(count).toEqual({ answers: 1, statements: 1 });
  });

  test("the lesson is passed when each question was right once, also if both arrive at once", async () => {
    for (let round = 0; round < 10; round += 1) {
      const who = await official(db, { course: "curso" });
      await give(who, "c1", "a");
      await Promise.all([give(who, "c1", "b"), give(who, "c2", "b")]);
      await give(who, "c2", "c");
      const [progress] = await db.execute<{ passed: boolean }>(sql`
        select passed_at is not null as passed from lesson_progress join enrollments
        on enrollments.id = enrollment_id where user_id = ${who.id}`);
      expect(progress?.passed).toBe(true);
    }
  });

  test("without an account, or without being enrolled, it is judged, explained and not kept", async () => {
    const stranger = await give(null, "c1", "b");
    expect(stranger).toMatchObject({
      value: { notKept: "no-account", state: { right: true, answeredAt: null } },
    });
    const visitor = await official(db);
    expect(await give(visitor, "c1", "a")).toMatchObject({
      value: { notKept: "not-enrolled", state: { right: false, answeredAt: null } },
    });
  });

  test("a question of another lesson and choices that it lacks are refused; nothing chosen is not judged", async () => {
    const who = await official(db, { course: "curso" });
    expect(await give(who, "c3", "b")).toEqual({ ok: false, reason: "unknown" });
    expect(await give(who, "c1", "z")).toEqual({ ok: false, reason: "invalid" });
    const blank = await answerCheck(db, who, PLACE, { ...given("c1", "a"), response: [] }, NOW);
    expect(blank).toMatchObject({ ok: true, value: { state: null } });
  });
});

describe("the lesson's page", () => {
  test("holds no key before an answer, and only the explanation of a wrong choice after it", async () => {
    const who = await official(db, { course: "curso" });
    const before = JSON.stringify(await lessonChecks(who));
    expect(before).not.toContain(CANARY);
    expect(before).not.toMatch(/"(correct|mapping|feedback)"/);
    await give(who, "c1", "c");
    const after = JSON.stringify(await lessonChecks(who));
    expect(after.split(CANARY)).toHaveLength(2);
    expect(after).toContain(`${CANARY} tampoco c1`);
    expect(after).toContain('"key":[]');
  });

  test("shows the last answer of each question", async () => {
    const who = await official(db, { course: "curso" });
    await give(who, "c1", "b");
    await give(who, "c1", "a", newId(), new Date(NOW.getTime() + 1000));
    const views = await lessonChecks(who);
    expect(views.c1?.state?.response).toEqual(["a"]);
    expect(views.c2?.state).toBeNull();
  });
});
