import { sql } from "drizzle-orm";
import { paths } from "#app/paths.ts";
import { course, formLength, itemOf, wrongChoices } from "./course.ts";
import { expect, t, test } from "./fixtures.ts";
import { answerQuestion, expectQuestion, handIn, startExam } from "./steps.ts";

const { slug } = course;

test("when the time is over the exam is handed in with what was saved", async ({
  page,
  db,
  examinee,
}) => {
  const official = await examinee();
  await startExam(page);
  await answerQuestion(page);
  await expectQuestion(page, 2);

  await db.execute(sql`update attempts set started_at = now() - interval '46 minutes',
    closes_at = now() - interval '1 minute' where user_id = ${official.id}`);
  await page.goto(paths.examQuestion(slug, 2));

  await expect(page.getByRole("heading", { level: 1 })).toContainText(
    t("assessment.exam.result.title", { number: 1 }),
  );
  await expect(page.getByRole("main")).toContainText("porque se acabó el tiempo");
});

test("who did not pass is told what to study again by objective, and never the key", async ({
  page,
  examinee,
}) => {
  await examinee();
  await startExam(page);
  const asked: string[] = [];
  for (let number = 1; number <= formLength; number += 1) {
    await expectQuestion(page, number);
    asked.push(await answerQuestion(page, (item) => wrongChoices(item).slice(0, 1)));
  }
  await handIn(page);

  const main = page.getByRole("main");
  await expect(main).toContainText(t("assessment.exam.result.failed"));
  await expect(main).toContainText(t("assessment.exam.result.left", { count: 2 }));
  for (const { text } of course.objectives) await expect(main).toContainText(text);
  await expect(main.getByRole("link").filter({ hasText: /./ }).first()).toBeVisible();
  const html = await page.content();
  for (const id of asked) {
    const { prompt, choices, feedback } = itemOf(id);
    const secrets = [prompt, feedback, ...choices.map((choice) => choice.feedback)];
    for (const secret of secrets) if (secret) expect(html).not.toContain(secret);
  }
});
