import { expect, type Locator, type Page } from "@playwright/test";
import { TOTP } from "otpauth";
import { translator } from "#app/i18n/translate.ts";
import { paths } from "#app/paths.ts";
import { course, formLength, rightChoices } from "./course.ts";

/** Sentences as the pages say them. */
export const t = translator("es");

/** What a page says of an answer that was kept. */
export const saved = /guardado a las \d\d:\d\d/i;

/** Types a person's name and password into the page to log in, and sends them. */
export async function typeLogin(
  page: Page,
  { username, password }: { username: string; password: string },
): Promise<void> {
  await page.getByLabel(t("people.login.username")).fill(username);
  await page.getByLabel(t("people.fields.password"), { exact: true }).fill(password);
  await page.getByRole("button", { name: t("people.login.submit") }).click();
}

/** Types the code that an app would show for the key of the page that sets up a second factor. */
export async function typeFirstCode(page: Page): Promise<void> {
  const typed = await page.locator(".one-time-code").textContent();
  const totp = new TOTP({ secret: (typed ?? "").replaceAll(" ", "") });
  await page.getByLabel(t("people.second.code")).fill(totp.generate());
}

/** Sets up the second factor, and keeps the emergency codes. */
export async function setUpSecondFactor(page: Page): Promise<void> {
  await typeFirstCode(page);
  await page.getByRole("button", { name: t("people.second.set-up-submit") }).click();
  await expect(page.getByText(t("people.second.codes-title"))).toBeVisible();
  await page.getByRole("button", { name: t("people.second.codes-kept") }).click();
}

/** The check question of a lesson's page. */
export const checkOf = (page: Page, item: string): Locator =>
  page.locator(`[id="pregunta-${item}"]`);

/** Items of the check questions of the page, in order. */
export async function checksOn(page: Page): Promise<string[]> {
  const sections = await page.locator("section.check-question").all();
  return Promise.all(
    sections.map(async (section) => ((await section.getAttribute("id")) ?? "").slice(9)),
  );
}

/** Takes these choices of a question, and no others. */
export async function choose(question: Locator, choices: readonly string[]): Promise<void> {
  for (const input of await question.locator("input[type=radio], input[type=checkbox]").all()) {
    const wanted = choices.includes((await input.getAttribute("value")) ?? "");
    if (wanted) await input.check();
    else if ((await input.getAttribute("type")) === "checkbox") await input.uncheck();
  }
}

/** These choices of a question are taken. */
export async function expectChosen(question: Locator, choices: readonly string[]): Promise<void> {
  for (const choice of choices) {
    await expect(question.locator(`input[value="${choice}"]`)).toBeChecked();
  }
}

/** Answers every check question of a lesson by its key, then marks the lesson as read. */
export async function takeLesson(page: Page, lesson: string): Promise<void> {
  await page.goto(paths.lesson(course.slug, lesson));
  for (const item of await checksOn(page)) {
    await choose(checkOf(page, item), rightChoices(item));
    await checkOf(page, item).getByRole("button").click();
    await expect(checkOf(page, item)).toContainText(t("assessment.check.right"));
    await expect(checkOf(page, item)).toContainText(saved);
  }
  await page.getByRole("button", { name: t("enrollment.lesson.finish") }).click();
  await expect(page.getByText(t("enrollment.lesson.read"))).toBeVisible();
}

/** Starts the exam, one question a page unless the course has it otherwise. */
export async function startExam(page: Page, slug = course.slug): Promise<void> {
  await page.goto(paths.exam(slug));
  await page.getByRole("button", { name: t("assessment.exam.start") }).click();
  await expect(page.locator("[data-item]").first()).toBeVisible();
}

/** The page asks this question of the exam. */
export async function expectQuestion(page: Page, number: number): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    t("assessment.exam.question.title", { number, total: formLength }),
  );
}

/** The item asked on a page of the exam. */
export async function askedItem(page: Page): Promise<string> {
  return (await page.locator("[data-item]").first().getAttribute("data-item")) ?? "";
}

/** The question of an exam's page. */
export const questionOf = (page: Page, item: string): Locator =>
  page.locator(`[data-item="${item}"]`);

/** The button that saves an answer and leads on. */
export const next = (page: Page): Locator =>
  page.getByRole("button", {
    name: new RegExp(
      `^(${t("assessment.exam.question.next")}|${t("assessment.exam.question.last")})$`,
    ),
  });

/** Answers the question of the page, by its key unless told otherwise, and goes on; the item asked. */
export async function answerQuestion(
  page: Page,
  choicesOf: (item: string) => readonly string[] = rightChoices,
): Promise<string> {
  const item = await askedItem(page);
  await choose(questionOf(page, item), choicesOf(item));
  await next(page).click();
  return item;
}

/** Hands in the exam from the page that asks for it. */
export async function handIn(page: Page): Promise<void> {
  await page.getByRole("button", { name: t("assessment.exam.finish.button") }).click();
}
