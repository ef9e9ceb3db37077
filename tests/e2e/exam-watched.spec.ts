import { paths } from "#app/paths.ts";
import { variantOfCourse } from "#tests/factories/course-variant.ts";
import { course, formLength, rightChoices, wrongChoices } from "./course.ts";
import { finishLessons } from "./enrolled.ts";
import { expect, t, test } from "./fixtures.ts";
import { answerQuestion, choose, expectQuestion, handIn, questionOf } from "./steps.ts";

const reason = "Se fue la luz en la sala";

test("a sitting is announced, entered with its code, stopped, given minutes and opened again", async ({
  page,
  db,
  person,
  enter,
  anotherBrowser,
}) => {
  const slug = await variantOfCourse(db, course.slug, `sala-${crypto.randomUUID()}`, {
    pauseMinutes: 10,
  });
  const [official, manager] = [await person(), await person({ roles: ["manager"] })];
  await finishLessons(db, official, slug);
  await enter(page, official);
  const desk = await anotherBrowser();
  await enter(desk, manager);

  await desk.goto(paths.management());
  await desk.getByRole("link", { name: t("people.management.exams.title") }).click();
  await desk.goto(paths.examSittings(slug));
  await desk.getByLabel(t("assessment.sittings.field.title")).fill("Mañana, Salcajá");
  await desk.getByLabel(t("assessment.sittings.field.opens")).fill("2020-01-01T08:00");
  await desk.getByLabel(t("assessment.sittings.field.closes")).fill("2099-01-01T12:00");
  await desk.getByLabel(t("assessment.exam.code")).fill("Sol 42");
  await desk.getByRole("button", { name: t("assessment.sittings.announce-button") }).click();
  await expect(desk.getByText(t("assessment.sittings.notice.created"))).toBeVisible();
  await expect(desk.getByText(t("assessment.sittings.code-is", { code: "Sol 42" }))).toBeVisible();

  await page.goto(paths.exam(slug));
  await expect(page.getByRole("main")).toContainText(
    "Mañana, Salcajá: desde el 1 de enero de 2020",
  );
  const main = page.getByRole("main");
  await expect(main).toContainText(t("assessment.exam.rules.pause", { count: 10 }));
  await page.getByRole("button", { name: t("assessment.exam.start") }).click();
  await expect(main).toContainText(t("assessment.exam.refused.code"));
  await page.getByLabel(t("assessment.exam.code")).fill("SOL42");
  await page.getByRole("button", { name: t("assessment.exam.start") }).click();
  await expectQuestion(page, 1);
  await answerQuestion(page);
  await expectQuestion(page, 2);

  await page.getByRole("link", { name: t("assessment.pause.link") }).click();
  await page.getByRole("button", { name: t("assessment.pause.stop") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("assessment.pause.paused"));
  await page.goto(paths.examQuestion(slug, 2));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("assessment.pause.paused"));

  await desk.goto(paths.examRoom(slug));
  const row = desk.getByRole("row").filter({ hasText: official.fullName });
  await expect(row).toContainText(t("assessment.room.state.paused"));
  await expect(row).toContainText(`1 de ${formLength} preguntas`);
  await row.getByRole("link").click();
  await desk.getByLabel(t("assessment.room.field.minutes")).fill("15");
  await desk.getByLabel(t("assessment.room.field.reason")).fill(reason);
  await desk.getByRole("button", { name: t("assessment.room.minutes.button") }).click();
  await expect(desk.getByText(t("assessment.room.notice.minutes"))).toBeVisible();

  await page.getByRole("button", { name: t("assessment.pause.resume") }).click();
  await expectQuestion(page, 1);
  await page.goto(paths.examFinish(slug));
  await handIn(page);
  await expect(page.getByRole("main")).toContainText(`Motivo: «${reason}»`);

  await desk.reload();
  await desk.getByLabel(t("assessment.room.field.minutes")).fill("20");
  await desk.getByLabel(t("assessment.room.field.reason")).fill("Entregó por error.");
  await desk.getByRole("button", { name: t("assessment.room.reopen.button") }).click();
  await expect(desk.getByText(t("assessment.room.notice.reopened"))).toBeVisible();
  await page.goto(paths.exam(slug));
  await page.getByRole("button", { name: t("assessment.exam.resume") }).click();
  await expectQuestion(page, 1);
});

test("a practice exam is answered at leisure, explained, and repeated", async ({
  page,
  examinee,
}) => {
  await examinee();
  await page.goto(paths.exam("datos-abiertos"));
  await page.getByRole("link", { name: t("assessment.practice.link") }).click();
  await page.getByRole("button", { name: t("assessment.practice.start") }).click();
  const items = await page
    .locator("[data-item]")
    .evaluateAll((questions) => questions.map((one) => one.getAttribute("data-item") ?? ""));
  const [first = "", second = ""] = items;
  await choose(questionOf(page, first), rightChoices(first));
  await page.getByRole("button", { name: t("assessment.practice.save") }).click();
  await expect(page.getByText(t("assessment.practice.saved"))).toBeVisible();
  await choose(questionOf(page, second), wrongChoices(second).slice(0, 1));
  await page.getByRole("button", { name: t("assessment.practice.hand-in") }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("assessment.practice.result"));
  const main = page.getByRole("main");
  await expect(main.getByText(t("assessment.practice.verdict.right"), { exact: true })).toHaveCount(
    1,
  );
  await expect(main.getByText(t("assessment.practice.verdict.wrong"), { exact: true })).toHaveCount(
    1,
  );
  await expect(main.getByText(t("assessment.practice.why"), { exact: true })).toHaveCount(
    items.length,
  );
  await page.getByRole("button", { name: t("assessment.practice.again") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("assessment.practice.one"));
  await page.goto(paths.exam("datos-abiertos"));
  await expect(page.getByRole("button", { name: t("assessment.exam.start") })).toBeVisible();
});
