import { enroll } from "#app/domain/enrollment/commands.server.ts";
import { paths } from "#app/paths.ts";
import { answerByKeyboard, tabTo } from "./by-keyboard.ts";
import { course, formLength, lessonIds, rightChoices } from "./course.ts";
import { expect, t, test } from "./fixtures.ts";
import { makePanel } from "./panels.ts";
import {
  askedItem,
  checkOf,
  checksOn,
  expectChosen,
  expectQuestion,
  next,
  questionOf,
} from "./steps.ts";

const { slug } = course;

test("the first Tab offers to skip to the content, and leads there", async ({ page }) => {
  await page.goto(paths.course(slug));
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: t("ui.skip") });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");

  await expect(page.locator("#contenido")).toBeFocused();
});

test("somebody registers with the keyboard alone", async ({ page }) => {
  const word = crypto.randomUUID().slice(0, 8);
  await page.goto(paths.register());
  await tabTo(page, page.getByRole("link", { name: "Guatemala" }));
  await page.keyboard.press("Enter");

  await tabTo(page, page.getByLabel(t("people.fields.name")));
  await page.keyboard.type("Josefa Ajanel Tzul");
  const municipality = page.getByLabel(t("people.fields.municipality"));
  await tabTo(page, municipality);
  await page.keyboard.type("Salcaj");
  await expect(municipality).toHaveValue("GT-0902");
  await tabTo(page, page.getByLabel(t("people.fields.username")));
  await page.keyboard.type(`josefa-${word}`);
  await tabTo(page, page.getByLabel(t("people.fields.password")));
  await page.keyboard.type(`tres volcanes y un lago ${word}`);
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("enrollment.mine.title"));
});

test("a mistake in a form is found and corrected with the keyboard alone", async ({ page }) => {
  await page.goto(paths.login());
  await tabTo(page, page.getByRole("button", { name: t("people.login.submit") }));
  await page.keyboard.press("Enter");
  await expect(page.locator(".govuk-error-summary")).toBeVisible();

  await tabTo(page, page.locator(".govuk-error-summary a").first());
  await page.keyboard.press("Enter");

  await expect(page.getByLabel(t("people.login.username"))).toBeFocused();
});

test("a lesson is read, its question answered and the lesson ended with the keyboard alone", async ({
  page,
  db,
  person,
  enter,
}) => {
  const official = await person();
  await enroll(db, official, slug, new Date());
  const lesson = lessonIds[1] ?? "";
  await enter(page, official);
  await page.goto(paths.lesson(slug, lesson));
  const [item = ""] = await checksOn(page);

  await answerByKeyboard(page, checkOf(page, item), rightChoices(item));
  await expectChosen(checkOf(page, item), rightChoices(item));
  await tabTo(page, checkOf(page, item).getByRole("button"));
  await page.keyboard.press("Enter");
  await expect(checkOf(page, item)).toContainText(t("assessment.check.right"));

  await tabTo(page, page.getByRole("button", { name: t("enrollment.lesson.finish") }));
  await page.keyboard.press("Enter");
  await expect(page.getByText(t("enrollment.lesson.read"))).toBeVisible();

  await tabTo(page, page.locator("a[rel=next]"));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(paths.lesson(slug, lessonIds[2] ?? ""));
});

test("an exam is sat, handed in and passed with the keyboard alone", async ({ page, examinee }) => {
  await examinee();
  await page.goto(paths.exam(slug));
  await tabTo(page, page.getByRole("button", { name: t("assessment.exam.start") }));
  await page.keyboard.press("Enter");

  for (let number = 1; number <= formLength; number += 1) {
    await expectQuestion(page, number);
    const item = await askedItem(page);
    await answerByKeyboard(page, questionOf(page, item), rightChoices(item));
    await expectChosen(questionOf(page, item), rightChoices(item));
    await tabTo(page, next(page));
    await page.keyboard.press("Enter");
  }
  await tabTo(page, page.getByRole("button", { name: t("assessment.exam.finish.button") }));
  await page.keyboard.press("Enter");

  await expect(page.getByText(t("assessment.exam.result.passed"))).toBeVisible();
});

test("a judge rates questions with the keyboard alone", async ({ page, db, person, enter }) => {
  const [trainer, judge] = [await person({ roles: ["trainer"] }), await person()];
  const panel = await makePanel(db, { trainer, judge }, "first");
  await enter(page, judge);
  await page.goto(paths.judging(panel));

  for (const [position, percent] of [
    [1, "55"],
    [2, "70"],
  ] as const) {
    await tabTo(page, page.getByLabel(t("psychometrics.judging.field", { position })));
    await page.keyboard.type(percent);
  }
  await page.keyboard.press("Enter");

  await expect(page.getByText(t("psychometrics.judging.saved-text"))).toBeVisible();
  await expect(
    page.getByText(t("psychometrics.judging.progress", { rated: 2, total: formLength })),
  ).toBeVisible();
});
