import { type Browser, expect, type Page, test } from "@playwright/test";
import { sql } from "drizzle-orm";
import { paths } from "#app/paths.ts";
import { course, rightChoices } from "./course.ts";
import { finishLessons } from "./enrolled.ts";
import { insertPerson, openDoor } from "./fixtures.ts";
import { type OwnSite, startOwnSite } from "./own-site.ts";
import { askedItem, choose, expectQuestion, handIn, next, questionOf, saved, t } from "./steps.ts";

const { slug } = course;
const offline = t("assessment.autosave.offline");

/** What was killed comes back within seconds; the page tries again at least every fifteen. */
const BACK = { timeout: 40_000 };

test.describe.configure({ mode: "default" });
let site: OwnSite;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  site = await startOwnSite();
});
test.afterAll(() => site.stop());

for (const what of ["web", "database"] as const) {
  test(`an answer given while the ${what} is killed is saved by itself when it is back`, async ({
    browser,
  }) => {
    const { page, id } = await examinee(browser);
    const item = await startedExam(page);
    const status = questionOf(page, item).locator("[data-status]");

    await site.kill(what);
    await choose(questionOf(page, item), rightChoices(item));
    await expect(status).toHaveText(offline);
    site.letBack();

    await expect(status).toContainText(saved, BACK);
    expect(await answersOf(id, item)).toContainEqual(rightChoices(item));
  });

  test(`who goes on while the ${what} is killed stays on the page, and goes on by itself`, async ({
    browser,
  }) => {
    const { page, id } = await examinee(browser);
    const item = await startedExam(page);
    await choose(questionOf(page, item), rightChoices(item));
    await expect(questionOf(page, item)).toContainText(saved);
    const before = await answersOf(id, item);

    await site.kill(what);
    await next(page).click();
    await expect(questionOf(page, item)).toContainText(offline);
    await expectQuestion(page, 1);
    site.letBack();

    await expectQuestion(page, 2);
    expect(await answersOf(id, item)).toEqual(before);
  });
}

test("a link followed while the service is away waits with the answer", async ({ browser }) => {
  const { page } = await examinee(browser);
  const item = await startedExam(page);
  await site.kill("web");
  await choose(questionOf(page, item), rightChoices(item));
  await expect(questionOf(page, item)).toContainText(offline);

  await page.getByRole("link", { name: t("assessment.exam.question.skip") }).click();
  await expectQuestion(page, 1);
  site.letBack();

  await expectQuestion(page, 2);
});

test("an exam handed in while the service is away is handed in by itself, once", async ({
  browser,
}) => {
  const { page, id } = await examinee(browser);
  await startedExam(page);
  await page.goto(site.origin + paths.examFinish(slug));

  await site.kill("database");
  await handIn(page);
  await expect(page.getByText(t("assessment.held.finish-offline"))).toBeVisible();
  site.letBack();

  await expect(page.getByText(t("assessment.exam.result.failed"))).toBeVisible(BACK);
  const ends = await site.query((db) =>
    db.execute(sql`select 1 from statements where actor_id = ${id} and verb = 'failed'`),
  );
  expect(ends).toHaveLength(1);
});

test("an exam started while the service is away starts by itself, once", async ({ browser }) => {
  const { page, id } = await examinee(browser);
  await page.goto(site.origin + paths.exam(slug));

  await site.kill("web");
  await page.getByRole("button", { name: t("assessment.exam.start") }).click();
  await expect(page.getByText(t("assessment.held.start-offline"))).toBeVisible();
  site.letBack();

  await expectQuestion(page, 1);
  const attempts = await site.query((db) =>
    db.execute(sql`select 1 from attempts where user_id = ${id}`),
  );
  expect(attempts).toHaveLength(1);
});

test("a page asked for while the database is away comes by itself when it is back", async ({
  browser,
}) => {
  const { page } = await examinee(browser, { javaScriptEnabled: false });
  await startedExam(page);

  await site.kill("database");
  await page.goto(site.origin + paths.examQuestion(slug, 2));
  await expect(page.getByText(t("ui.errors.unavailable.title"))).toBeVisible();
  site.letBack();

  await expect(page.locator("[data-item]")).toBeVisible(BACK);
});

test("without scripts an answer that did not arrive is given again after going back, and is one", async ({
  browser,
}) => {
  const { page, id } = await examinee(browser, { javaScriptEnabled: false });
  const item = await startedExam(page);
  await choose(questionOf(page, item), rightChoices(item));

  await site.kill("web");
  await next(page).click();
  await expect(page.locator("[data-item]")).toHaveCount(0);
  site.letBack();
  await expect.poll(site.isReady, BACK).toBe(true);
  // The form's address is the page's own, so that its error took the page's place.
  await page.goBack();
  await page.getByRole("button", { name: t("assessment.exam.resume") }).click();
  await expectQuestion(page, 1);
  await choose(questionOf(page, item), rightChoices(item));
  await next(page).click();

  await expectQuestion(page, 2);
  expect(await answersOf(id, item)).toEqual([rightChoices(item)]);
});

async function examinee(browser: Browser, options: { javaScriptEnabled?: boolean } = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const { id } = await site.query(async (db) => {
    const person = await insertPerson(db);
    await finishLessons(db, person);
    await openDoor(db, page, person);
    return person;
  });
  return { page, id };
}

async function startedExam(page: Page): Promise<string> {
  await page.goto(site.origin + paths.exam(slug));
  await page.getByRole("button", { name: t("assessment.exam.start") }).click();
  await expect(page.locator("[data-item]")).toBeVisible();
  return askedItem(page);
}

async function answersOf(id: string, item: string): Promise<string[][]> {
  const rows = await site.query((db) =>
    db.execute<{ response: string[] }>(sql`
      select response from responses join attempts on attempts.id = attempt_id
      where user_id = ${id} and item_id = ${item} order by answered_at`),
  );
  return rows.map(({ response }) => response.toSorted());
}
