import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { examResult } from "#app/domain/assessment/exam-result.server.ts";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { keepVersion } from "#app/domain/assessment/item-versions.server.ts";
import { appealPage, fileAppeal, rejectAppeals } from "#app/domain/grading/appeals.server.ts";
import { appealsFor, itemCase } from "#app/domain/grading/appeals-page.server.ts";
import { gradingJobs } from "#app/domain/grading/jobs.server.ts";
import { rescore } from "#app/domain/grading/rescore.server.ts";
import { resultNotesOf } from "#app/domain/grading/result-notes.server.ts";
import { paths } from "#app/paths.ts";
import { ask } from "#app/server/question.ts";
import { CANARY, examItems, official } from "#tests/factories/assessment.ts";
import { attemptsOn, minutes } from "#tests/factories/attempts.ts";
import { daysLater, grader } from "#tests/factories/grading.ts";
import { later, REASON, rulingsOn } from "#tests/factories/rulings.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openMailbox, workOff } from "#tests/setup/jobs.ts";

const db = await freshDatabase();
const ana = await grader(db);
const stranger = await grader(db, "otro-curso");
const { formOf } = attemptsOn(() => db);
const { pairCourse, sit, rule, versionOf } = rulingsOn(db, ana);

describe("an appeal", () => {
  test("shows its question again without the key, and is answered by rejecting it", async () => {
    const course = await pairCourse("reclamo");
    const { who } = await sit(course, "a", "b");
    const result = { courseSlug: course, number: 1 };
    const page = await appealPage(db, who, result, 1, later);
    expect(page).toMatchObject({ questions: 2, open: true, appealed: [] });
    expect(page?.chosen?.question.prompt).toMatch(/¿Qué hace con dab-1-e\d\?/);
    expect(JSON.stringify(page)).not.toContain(CANARY);
    expect(JSON.stringify(page)).not.toMatch(/"(correct|mapping|feedback)"/);
    const said = { place: 1, reason: "Hay dos respuestas correctas." };
    expect((await fileAppeal(db, who, result, said, later)).ok).toBe(true);
    expect(await fileAppeal(db, who, result, said, later)).toEqual({ ok: false, reason: "twice" });
    const { items } = await appealsFor(db, ana);
    const waiting = items.find(({ courseSlug }) => courseSlug === course);
    expect(waiting).toMatchObject({ count: 1 });
    expect((await appealsFor(db, stranger)).items).toEqual([]);
    const { itemId = "", hash = "" } = waiting ?? {};
    const seen = await itemCase(db, ana, { courseSlug: course, itemId, hash });
    expect(seen?.appeals).toMatchObject([{ reason: said.reason }]);
    expect(seen).toMatchObject({ asked: 1, blank: 0, rekey: "choice" });
    expect(seen?.counts.filter(({ right }) => right)).toHaveLength(1);
    expect(await itemCase(db, stranger, { courseSlug: course, itemId, hash })).toBeNull();
    const ids = (seen?.appeals ?? []).map(({ id }) => id);
    const answered = { version: { courseSlug: course, hash }, ids, answer: "Solo una lo es." };
    expect(await rejectAppeals(db, stranger, answered, later)).toMatchObject({ ok: false });
    expect(await rejectAppeals(db, ana, answered, later)).toEqual({ ok: true, value: 1 });
    const notes = await ask(db, resultNotesOf(who, course, 1));
    expect(notes.appeals).toMatchObject([
      { place: 1, reason: said.reason, answer: "Solo una lo es.", accepted: false },
    ]);
  });

  test("is answered by the ruling that accepts it", async () => {
    const course = await pairCourse("aceptado");
    const { who, attempt } = await sit(course, "a", "b");
    const place = (await formOf(attempt)).findIndex(({ item }) => item === "dab-1-e1") + 1;
    const said = { place, reason: "También vale la primera." };
    await fileAppeal(db, who, { courseSlug: course, number: 1 }, said, later);
    await rescore(db, await rule(course, { kind: "choice", choice: "a", beside: true }), later);
    const notes = await ask(db, resultNotesOf(who, course, 1));
    expect(notes.appeals).toMatchObject([{ place, accepted: true, answer: REASON }]);
    expect(await examResult(db, who, course, 1, later)).toMatchObject({ score: 1, passed: true });
  });

  test("is told by mail, once for all that wait about a question, to whoever marks there", async () => {
    const course = await pairCourse("avisado");
    const marker = await grader(db, course);
    const email = `${marker.id}@muni.example`;
    await db.execute(sql`update users set email = ${email}, email_verified_at = now()
      where id in (${marker.id})`);
    const { url, letters } = await openMailbox();
    for (let made = 0; made < 2; made += 1) {
      const { who, attempt } = await sit(course, "a", "b");
      const place = (await formOf(attempt)).findIndex(({ item }) => item === "dab-1-e1") + 1;
      const said = { place, reason: "Hay dos." };
      await fileAppeal(db, who, { courseSlug: course, number: 1 }, said, later);
    }
    await workOff(db, gradingJobs, url);
    const { hash } = await versionOf(course);
    expect(letters).toMatchObject([{ to: email, link: paths.newRuling(course, "dab-1-e1", hash) }]);
    expect(letters[0]?.text).not.toContain("Hay dos.");
  });

  test("is not needed to decide about a question that was imported and asked", async () => {
    const course = await pairCourse("importada");
    const imported = examItems("dab-1", 3)[2] as AssessmentItem;
    const hash = await db.transaction((tx) => keepVersion(tx, imported));
    const { attempt } = await sit(course, "a", "b");
    const asked = [{ item: imported.id, hash, interaction: "choice", order: [], max: 1 }];
    await db.execute(sql`update attempts set form = ${JSON.stringify(asked)}::jsonb
      where id = ${attempt}`);
    const version = { courseSlug: course, itemId: imported.id, hash };
    expect(await itemCase(db, ana, version)).toMatchObject({ asked: 1, blank: 1, appeals: [] });
  });

  test("is refused ten days after the result, to whose result it is not, and of no question", async () => {
    const course = await pairCourse("tarde");
    const { who } = await sit(course, "a", "b");
    const result = { courseSlug: course, number: 1 };
    const said = { place: 1, reason: "Está mal." };
    const ends = new Date(minutes(2).getTime() + 10 * 86_400_000);
    const file = (actor = who, place = 1, now = later) =>
      fileAppeal(db, actor, result, { ...said, place }, now);
    expect(await file(who, 1, new Date(ends.getTime() + 1))).toMatchObject({ reason: "late" });
    expect(await file(await official(db))).toMatchObject({ reason: "unknown" });
    expect(await file(who, 3)).toMatchObject({ reason: "no-question" });
    expect(await appealPage(db, who, result, 1, daysLater(11))).toMatchObject({ open: false });
    expect((await file(who, 1, ends)).ok).toBe(true);
  });
});
