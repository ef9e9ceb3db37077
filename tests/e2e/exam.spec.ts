import { sql } from "drizzle-orm";
import { paths } from "#app/paths.ts";
import { variantOfCourse } from "#tests/factories/course-variant.ts";
import { course, formLength, itemOf, lessonIds, rightChoices, wrongChoices } from "./course.ts";
import { finishLessons } from "./enrolled.ts";
import { expect, t, test } from "./fixtures.ts";
import {
  answerQuestion,
  askedItem,
  choose,
  expectChosen,
  expectQuestion,
  handIn,
  next,
  questionOf,
  saved,
  startExam,
  typeLogin,
} from "./steps.ts";

const { slug } = course;

test("the rules are said before starting, the time limit among them", async ({
  page,
  examinee,
}) => {
  await examinee();

  await page.goto(paths.exam(slug));

  const { minutes, attempts, waitHours } = course.exam ?? {};
  const main = page.getByRole("main");
  await expect(main).toContainText(t("assessment.exam.rules.questions", { count: formLength }));
  await expect(main).toContainText(t("assessment.exam.rules.minutes", { count: minutes ?? 0 }));
  await expect(main).toContainText(t("assessment.exam.rules.attempts", { count: attempts ?? 0 }));
  await expect(main).toContainText(t("assessment.exam.rules.wait", { count: waitHours ?? 0 }));
  await expect(main).toContainText(t("assessment.exam.rules.deadline"));
  await startExam(page);
  await expect(page.getByRole("main")).toContainText(/Termina a las \d\d:\d\d/);
});

test("the exam stays closed while a lesson is lacking", async ({ page, db, person, enter }) => {
  const official = await person();
  const enrollment = await finishLessons(db, official);
  await db.execute(sql`update lesson_progress set satisfied_at = null, completed_at = null
    where enrollment_id = ${enrollment} and lesson_id = ${lessonIds[0] ?? ""}`);
  await enter(page, official);

  await page.goto(paths.exam(slug));

  await expect(page.getByRole("main")).toContainText(
    t("assessment.exam.refused.lessons", { count: 1 }),
  );
  await expect(page.getByRole("button", { name: t("assessment.exam.start") })).toHaveCount(0);
});

test("a double click on start is one attempt, and one on save is one answer", async ({
  page,
  db,
  examinee,
}) => {
  const official = await examinee();
  await page.goto(paths.exam(slug));

  await page.getByRole("button", { name: t("assessment.exam.start") }).dblclick();
  await expectQuestion(page, 1);
  const item = await askedItem(page);
  await choose(questionOf(page, item), rightChoices(item));
  await next(page).dblclick();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/Pregunta [23] de/);

  expect(await attemptsOf(official)).toHaveLength(1);
  await page.goto(paths.examQuestion(slug, 1));
  await expect(questionOf(page, item)).toContainText(saved);
  // With scripts, the boxes of a question are saved one by one as they are marked.
  const key = rightChoices(item).toSorted().join();
  const whole = (await answersOf(official, item)).filter(
    (given) => given.toSorted().join() === key,
  );
  expect(whole).toHaveLength(1);

  async function attemptsOf({ id }: { id: string }) {
    return db.execute(sql`select id from attempts where user_id = ${id}`);
  }
  async function answersOf({ id }: { id: string }, itemId: string) {
    const rows = await db.execute<{ response: string[] }>(sql`
      select r.response from responses r join attempts a on a.id = r.attempt_id
      where a.user_id = ${id} and r.item_id = ${itemId}`);
    return rows.map(({ response }) => response);
  }
});

test("the back button shows the answer that was kept, and it can be changed", async ({
  page,
  examinee,
}) => {
  await examinee();
  await startExam(page);
  const firstWrong = (item: string) => wrongChoices(item).slice(0, 1);
  const item = await answerQuestion(page, firstWrong);
  await expectQuestion(page, 2);

  await page.goBack();
  await expect(questionOf(page, item)).toContainText(saved);
  await expectChosen(questionOf(page, item), firstWrong(item));
  await answerQuestion(page);

  await expectQuestion(page, 2);
  await page.goto(paths.examQuestion(slug, 1));
  await expectChosen(questionOf(page, item), rightChoices(item));
});

test("two tabs answer the same attempt, and the later answer holds", async ({
  page,
  context,
  examinee,
}) => {
  await examinee();
  await startExam(page);
  const other = await context.newPage();
  await other.goto(paths.exam(slug));
  await other.getByRole("button", { name: t("assessment.exam.resume") }).click();
  const item = await askedItem(page);
  expect(await askedItem(other)).toBe(item);
  const [first = "", second = ""] = itemOf(item).choices.map(({ id }) => id);

  await answerQuestion(page, () => [first]);
  await expectQuestion(page, 2);
  await answerQuestion(other, () => [second]);
  await expectQuestion(other, 2);

  await page.goto(paths.examQuestion(slug, 1));
  await expectChosen(questionOf(page, item), [second]);
});

test("an answer sent after the session ended is applied when the same person logs in again", async ({
  page,
  db,
  allow,
  person,
  logIn,
}) => {
  allow(/status 401: .*\/examen\/respuestas/);
  const official = await person();
  await finishLessons(db, official);
  await logIn(page, official);
  await startExam(page);
  await db.execute(sql`delete from sessions where user_id = ${official.id}`);
  const item = await answerQuestion(page);
  await expect(page.getByText(t("people.login.keeps"))).toBeVisible();
  await typeLogin(page, official);

  await expectQuestion(page, 2);
  await page.goto(paths.examQuestion(slug, 1));
  await expect(questionOf(page, item)).toContainText(saved);
});

test("without a connection it says so, and the answer is saved by itself when it is back", {
  tag: "@scripts",
}, async ({ page, context, db, allow, examinee }) => {
  allow(/^failed: .*\/examen\/respuestas net::ERR_INTERNET_DISCONNECTED/);
  const official = await examinee();
  await startExam(page);
  const item = await askedItem(page);
  const status = questionOf(page, item).locator("[data-status]");

  await context.setOffline(true);
  await choose(questionOf(page, item), rightChoices(item));
  await expect(status).toContainText(/sin conexión/i);
  await context.setOffline(false);

  await expect(status).toContainText(saved, { timeout: 30_000 });
  const kept = await db.execute(sql`
    select 1 from responses r join attempts a on a.id = r.attempt_id
    where a.user_id = ${official.id} and r.item_id = ${item}`);
  expect(kept.length).toBeGreaterThan(0);
});

test("an answer marked before the script has come is saved when it comes", {
  tag: "@scripts",
}, async ({ page, examinee }) => {
  const answered = Promise.withResolvers<void>();
  await examinee();
  await startExam(page);
  await page.route(/learner.*\.js$/, async (route) => {
    await answered.promise;
    await route.continue();
  });
  await page.goto(paths.examQuestion(slug, 2), { waitUntil: "commit" });
  await expectQuestion(page, 2);
  const item = await askedItem(page);
  await choose(questionOf(page, item), rightChoices(item));
  await expect(questionOf(page, item).locator("[data-status]")).toBeEmpty();

  answered.resolve();

  await expect(questionOf(page, item).locator("[data-status]")).toContainText(saved);
});

test("an answer left on the device by a closed page is saved when the exam is opened again", {
  tag: "@scripts",
}, async ({ page, context, allow, examinee }) => {
  allow(/^failed: .*net::ERR_INTERNET_DISCONNECTED/);
  await examinee();
  await startExam(page);
  const item = await askedItem(page);
  await context.setOffline(true);
  await choose(questionOf(page, item), rightChoices(item));
  await expect(questionOf(page, item)).toContainText(/sin conexión/i);
  await page.close();
  await context.setOffline(false);

  const again = await context.newPage();
  await again.goto(paths.examQuestion(slug, 1));

  await expect(questionOf(again, item).locator("[data-status]")).toContainText(saved);
  await expectChosen(questionOf(again, item), rightChoices(item));
});

test("minutes given while the page is open are on it once the time that it knew is over", {
  tag: "@scripts",
}, async ({ page, db, examinee }) => {
  const official = await examinee();
  await startExam(page);
  const closes = (seconds: number) =>
    db.execute(sql`update attempts set closes_at = now() + make_interval(secs => ${seconds})
      where user_id = ${official.id}`);
  await closes(4);
  await page.reload();
  await expect(page.locator("[data-left-text]")).toContainText(/ 0:0\d/);
  await closes(600);

  await expect(page.locator("[data-left-text]")).toContainText(/ (10:00|9:\d\d)/);
  await expectQuestion(page, 1);
});

test("all the questions on one page are saved together, and each by itself with scripts", async ({
  page,
  db,
  examinee,
}, { project }) => {
  const sheet = await variantOfCourse(db, course.slug, `hoja-${crypto.randomUUID()}`, {
    layout: "single-page",
  });
  await examinee(sheet);
  await startExam(page, sheet);
  await expect(page.locator("[data-item]")).toHaveCount(formLength);
  const items = await page
    .locator("[data-item]")
    .evaluateAll((questions) => questions.map((one) => one.getAttribute("data-item") ?? ""));
  const [first = ""] = items;

  await choose(questionOf(page, first), rightChoices(first));
  if (project.name === "scripts-on") await expect(questionOf(page, first)).toContainText(saved);
  for (const item of items) await choose(questionOf(page, item), rightChoices(item));
  await page.getByRole("button", { name: t("assessment.exam.all.save") }).click();
  await expect(page.getByRole("main")).toContainText(
    t("assessment.exam.all.saved", { count: formLength, total: formLength }),
  );
  await expect(questionOf(page, first)).toContainText(saved);
  await page.getByRole("button", { name: t("assessment.exam.question.review") }).click();
  await expect(page.getByRole("main")).toContainText(t("assessment.exam.finish.complete"));
  await handIn(page);

  await expect(page.getByText(t("assessment.exam.result.passed"))).toBeVisible();
});
