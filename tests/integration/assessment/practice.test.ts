import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { examStateFor } from "#app/domain/assessment/exam-state.server.ts";
import type { FormItem } from "#app/domain/assessment/form.ts";
import { answerPractice, startPractice } from "#app/domain/assessment/practice.server.ts";
import { practiceHome, practicePage } from "#app/domain/assessment/practice-page.server.ts";
import { startAttempt } from "#app/domain/assessment/start-attempt.server.ts";
import { newId } from "#app/kernel/ids.ts";
import { paths } from "#app/paths.ts";
import {
  CANARY,
  examItems,
  giftQuestion,
  itemsOf,
  official,
  publishCourse,
} from "#tests/factories/assessment.ts";
import { answer, attemptsOn, minutes, NOW } from "#tests/factories/attempts.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
const lessonItems = ["dab-1", "dab-2"].flatMap((objective) =>
  itemsOf(
    Array.from({ length: 4 }, (_, index) =>
      giftQuestion(`${objective}-c${index + 1}`, objective, "leccion"),
    ).join("\n"),
  ),
);
const items = [...lessonItems, ...examItems("dab-1", 6), ...examItems("dab-2", 6)];
await publishCourse(db, { items });
await publishCourse(db, { slug: "sin-practica" });
const { countOf } = attemptsOn(() => db);

async function started(who?: { id: string; country: string | null }) {
  const person = who ?? (await official(db, { course: "curso" }));
  const begun = await startPractice(db, person, "curso", NOW);
  if (!begun.ok) throw new Error(begun.reason);
  const [row] = await db.execute<{ form: FormItem[] }>(
    sql`select form from practice_exams where id = ${begun.value}`,
  );
  return { who: person, id: begun.value, form: row?.form ?? [] };
}

describe("a practice exam", () => {
  test("asks as many of each topic as the exam, and none of its items", async () => {
    const { form } = await started();
    expect(form.map(({ item }) => item.slice(0, 7)).sort()).toEqual([
      "dab-1-c",
      "dab-1-c",
      "dab-2-c",
      "dab-2-c",
    ]);
  });

  test("goes on with what was least practised", async () => {
    const { who, id, form } = await started();
    await answerPractice(db, who, { id, answers: [], handIn: true }, minutes(1));
    const next = await started(who);
    const asked = [...form, ...next.form].map(({ item }) => item);
    expect(new Set(asked).size).toBe(8);
  });

  test("pressed twenty times at once is one; without questions or enrollment there is none", async () => {
    const who = await official(db, { course: "curso" });
    const begun = await Promise.all(
      Array.from({ length: 20 }, () => startPractice(db, who, "curso", NOW)),
    );
    expect(new Set(begun.map((one) => one.ok && one.value)).size).toBe(1);
    expect(await countOf("statements", sql`actor_id = ${who.id} and verb = 'attempted'`)).toBe(1);
    const other = await official(db, { course: "sin-practica" });
    expect(await startPractice(db, other, "sin-practica", NOW)).toMatchObject({
      reason: "nothing",
    });
    expect(await startPractice(db, other, "curso", NOW)).toMatchObject({ reason: "not-enrolled" });
    expect(await startPractice(db, other, "nada", NOW)).toMatchObject({ reason: "unknown" });
  });

  test("keeps answers, and explains everything once handed in, not before", async () => {
    const { who, id, form } = await started();
    const [first = "", second = ""] = form.map(({ item }) => item);
    const keep = (answers: ReturnType<typeof answer>[], handIn = false) =>
      answerPractice(db, who, { id, answers, handIn }, minutes(5));
    await keep([answer(first, "b")]);
    const open = await practicePage(db, who, "curso", id);
    expect(open?.questions.find(({ item }) => item.id === first)?.response).toEqual(["b"]);
    expect(JSON.stringify(open)).not.toContain(CANARY);
    await keep([answer(second, "a")], true);
    const over = await practicePage(db, who, "curso", id);
    expect(over?.score).toBe(0.25);
    expect(over?.review?.map(({ verdict }) => verdict).sort()).toEqual([
      "blank",
      "blank",
      "right",
      "wrong",
    ]);
    expect(
      over?.review?.every(({ correct, why }) => correct.length === 1 && why.length === 3),
    ).toBe(true);
    await keep([answer(second, "b")], true);
    expect((await practicePage(db, who, "curso", id))?.score).toBe(0.25);
    expect(await practiceHome(db, who, "curso")).toMatchObject({ count: 1, best: 0.25 });
  });

  test("is nobody else's, and takes no answer that its questions cannot have", async () => {
    const { who, id, form } = await started();
    const other = await official(db, { course: "curso" });
    const [first = ""] = form.map(({ item }) => item);
    const unknown = { ok: false, reason: "unknown" };
    const given = { id, answers: [answer(first)], handIn: true };
    expect(await answerPractice(db, other, given, NOW)).toEqual(unknown);
    expect(await practicePage(db, other, "curso", id)).toBeNull();
    expect(await practicePage(db, who, "sin-practica", id)).toBeNull();
    expect(await practicePage(db, who, "curso", newId())).toBeNull();
    for (const wrong of [answer(first, "z"), answer("dab-1-e1")]) {
      const invalid = await answerPractice(db, who, { id, answers: [wrong], handIn: true }, NOW);
      expect(invalid).toEqual({ ok: false, reason: "invalid" });
    }
  });

  test("counts for no attempt, and for nothing of the exam", async () => {
    const { who, id, form } = await started();
    const answers = form.map(({ item }) => answer(item, "b"));
    await answerPractice(db, who, { id, answers, handIn: true }, minutes(1));
    const state = await examStateFor(db, who, "curso", minutes(2));
    expect(state).toMatchObject({
      attempts: [],
      passed: false,
      start: { may: "start", number: 1 },
    });
    expect((await startAttempt(db, who, "curso", minutes(2))).ok).toBe(true);
    expect(await countOf("statements", sql`actor_id = ${who.id} and verb = 'passed'`)).toBe(0);
  });
});

test("its pages: begun, saved, handed in and explained, with what was typed kept", async () => {
  const { viewer, cookie } = await insertViewer(db);
  const home = paths.practiceExams("curso");
  const outside = await (await visit(home, { cookie })).text();
  expect(outside).toContain("primero inscríbase");
  await visit(paths.enroll("curso"), { cookie, form: {} });
  const begun = await visit(home, { cookie, form: {} });
  const page = begun.headers.get("location") ?? "";
  const [item = ""] = (await started(viewer)).form.map((place) => place.item);
  const form = { [`id.${item}`]: newId(), [`response.${item}[]`]: "b" };
  const saved = await visit(page, { cookie, form });
  expect(saved.headers.get("location")).toBe(`${page}?guardado=si`);
  expect(await (await visit(page, { cookie })).text()).toMatch(/checked="" value="b"/);
  const handed = await visit(page, { cookie, form: { ...form, entregar: "si" } });
  expect(handed.headers.get("location")).toBe(page);
  const result = await (await visit(page, { cookie })).text();
  expect(result).toContain("No cuenta para nada");
  expect(result).toContain(CANARY);
});
