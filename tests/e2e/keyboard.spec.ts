import type { Locator, Page } from "@playwright/test";
import { enroll } from "#app/domain/enrollment/commands.server.ts";
import { paths } from "#app/paths.ts";
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

  await answer(page, checkOf(page, item), item);
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
    await answer(page, questionOf(page, item), item);
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

/** Answers by the key: arrows move between radios, Space marks a box. */
async function answer(page: Page, question: Locator, item: string): Promise<void> {
  const correct = rightChoices(item);
  const inputs = await question.locator("input[type=radio], input[type=checkbox]").all();
  const first = inputs[0] as Locator;
  await tabTo(page, first);
  if ((await first.getAttribute("type")) === "checkbox") {
    for (const [index, input] of inputs.entries()) {
      if (index > 0) await page.keyboard.press("Tab");
      await expect(input).toBeFocused();
      if (correct.includes((await input.getAttribute("value")) ?? ""))
        await page.keyboard.press("Space");
    }
  } else {
    await page.keyboard.press("Space");
    for (let moves = 0; moves < inputs.length; moves += 1) {
      const chosen = await question.locator("input:checked").getAttribute("value");
      if (correct.includes(chosen ?? "")) break;
      await page.keyboard.press("ArrowDown");
    }
  }
  await expectChosen(question, correct);
}

/** More stops than any page has. */
const MOST_STOPS = 200;

/** Presses Tab until the element has the focus, and sees that the focus shows. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeAttached();
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement))
      return focusShows(page, target);
  }
  throw new Error(`${MOST_STOPS} presses of Tab did not reach ${target}`);
}

/** The element looks otherwise with the focus than without it. */
async function focusShows(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeInViewport();
  const box = await target.boundingBox();
  if (!box) throw new Error(`${target} has no place on the page`);
  const margin = 6;
  const clip = {
    x: Math.max(0, box.x - margin),
    y: Math.max(0, box.y - margin),
    width: box.width + 2 * margin,
    height: box.height + 2 * margin,
  };
  const picture = () => page.screenshot({ clip, animations: "disabled" });
  const focused = await picture();
  await target.evaluate((element) => (element as HTMLElement).blur());
  const blurred = await picture();
  await target.evaluate((element) => (element as HTMLElement).focus({ preventScroll: true }));
  expect(focused.equals(blurred), `the focus of ${target} does not show`).toBe(false);
}
