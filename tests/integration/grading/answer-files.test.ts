import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { finishAttempt } from "#app/domain/assessment/finish-attempt.server.ts";
import { saveAnswers } from "#app/domain/assessment/save-answers.server.ts";
import { mayReadAnswerFile } from "#app/domain/grading/answer-files.server.ts";
import { markingPage } from "#app/domain/grading/marking-page.server.ts";
import { newId } from "#app/kernel/ids.ts";
import { official, publishCourse } from "#tests/factories/assessment.ts";
import { attemptsOn, minutes } from "#tests/factories/attempts.ts";
import { essay, grader } from "#tests/factories/grading.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const db = await freshDatabase();
const files = { most: 2, bytes: 1000, mediaTypes: ["application/pdf"] };
const upload = { ...essay("foto", "dab-1"), interaction: "file-upload" as const, entry: { files } };
await publishCourse(db, {
  items: [upload],
  exam: { blueprint: [{ objective: "dab-1", count: 1 }] },
});
const { begin } = attemptsOn(() => db);

test("a file sent as an answer is read by who marks in the course, once it was handed in", async () => {
  const who = await official(db, { course: "curso" });
  const { id } = await begin(who);
  const [one, other] = [newId(), newId()];
  const sent = { id: newId(), item: "foto", response: [one, other] };
  await saveAnswers(db, who, id, [sent], minutes(1));
  const ana = await grader(db);
  expect(await mayReadAnswerFile(db, ana, one)).toBe(false);
  await finishAttempt(db, who, id, minutes(2));
  expect(await mayReadAnswerFile(db, ana, one)).toBe(true);
  expect(await mayReadAnswerFile(db, ana, newId())).toBe(false);
  expect(await mayReadAnswerFile(db, await grader(db, "otro"), one)).toBe(false);
  expect(await mayReadAnswerFile(db, { ...ana, id: who.id }, one)).toBe(false);
  const [waits] = await db.execute<{ id: string }>(sql`select id from responses_to_mark`);
  const page = await markingPage(db, ana, waits?.id ?? "", minutes(3));
  expect(page).toMatchObject({ files: [one, other], text: "" });
});
