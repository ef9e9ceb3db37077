import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { keepFile } from "#app/domain/assessment/answer-files.server.ts";
import { finishAttempt } from "#app/domain/assessment/finish-attempt.server.ts";
import { saveAnswers } from "#app/domain/assessment/save-answers.server.ts";
import { readableAnswerFile } from "#app/domain/grading/answer-files.server.ts";
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
const bytes = Buffer.from("%PDF-1.7\n%%EOF\n");

test("a file sent as an answer is read by who marks in the course, without its name, once it was handed in", async () => {
  const who = await official(db, { course: "curso" });
  const { id: attemptId } = await begin(who);
  const given = { attemptId, itemId: "foto", name: "Informe de Ana López.pdf", bytes, beside: 0 };
  const kept = await keepFile(db, who, given, minutes(1));
  const file = kept.ok ? kept.value : "";
  const sent = { id: newId(), item: "foto", response: [file] };
  await saveAnswers(db, who, attemptId, [sent], minutes(1));
  const ana = await grader(db);
  expect(await readableAnswerFile(db, ana, file)).toBeNull();

  await finishAttempt(db, who, attemptId, minutes(2));

  expect(await readableAnswerFile(db, ana, file)).toEqual({
    ...{ name: `respuesta-${file.slice(0, 4)}.pdf`, mediaType: "application/pdf", bytes },
  });
  expect(await readableAnswerFile(db, ana, newId())).toBeNull();
  expect(await readableAnswerFile(db, ana, "nada")).toBeNull();
  expect(await readableAnswerFile(db, await grader(db, "otro"), file)).toBeNull();
  const [waits] = await db.execute<{ id: string }>(sql`select id from responses_to_mark`);
  const page = await markingPage(db, ana, waits?.id ?? "", minutes(3));
  expect(page).toMatchObject({ files: [{ id: file, size: bytes.length }], text: "" });
});
