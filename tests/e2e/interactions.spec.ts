import type { Locator, Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import {
  INTERACTIONS,
  type InteractionName,
  type ItemResponse,
} from "#app/domain/assessment/item.ts";
import { isHumanScored } from "#app/domain/assessment/scoring.ts";
import { startAttempt } from "#app/domain/assessment/start-attempt.server.ts";
import { enroll } from "#app/domain/enrollment/commands.server.ts";
import { paths } from "#app/paths.ts";
import type { Database } from "#app/server/db.ts";
import { publishCourse } from "#tests/factories/assessment.ts";
import { SAMPLES } from "#tests/factories/items.ts";
import { answerByKeyboard } from "./by-keyboard.ts";
import { test as base, expect, type Person, t } from "./fixtures.ts";
import { faultsIn, overflow } from "./looks.ts";
import { checkOf, next, questionOf, saved } from "./steps.ts";

const answered = INTERACTIONS.filter((interaction) => SAMPLES[interaction].right.length > 0);
const scored = INTERACTIONS.filter((interaction) => !isHumanScored(SAMPLES[interaction].item));
const idOf = (interaction: InteractionName) => SAMPLES[interaction].item.id;

interface Sitting {
  slug: string;
  /** Where the exam asks a kind of question, from 1. */
  numberOf(interaction: InteractionName): number;
}

type Layout = "one-by-one" | "single-page";

/** Courses whose exam asks one question of each kind, and their lesson those that a machine scores. */
const test = base.extend<
  { sit: (layout?: Layout) => Promise<Sitting> },
  { courses: Record<Layout, string> }
>({
  courses: [
    async ({ db }, use) => {
      const name = `tipos-${crypto.randomUUID()}`;
      const courses = { "one-by-one": name, "single-page": `${name}-hoja` };
      for (const [layout, slug] of Object.entries(courses)) {
        await publishCourse(db, {
          slug,
          exam: { layout, blueprint: [{ objective: "dab-1", count: INTERACTIONS.length }] },
          items: INTERACTIONS.map((interaction) => SAMPLES[interaction].item),
          checks: scored.map(idOf),
        });
      }
      await use(courses);
    },
    { scope: "worker" },
  ],

  sit: async ({ page, db, person, enter, courses }, use) =>
    use(async (layout = "one-by-one") => {
      const slug = courses[layout];
      const official = await person();
      await enroll(db, official, slug, new Date());
      await enter(page, official);
      const form = await formOf(db, official, slug);
      return { slug, numberOf: (interaction) => form.indexOf(idOf(interaction)) + 1 };
    }),
});

async function formOf(db: Database, { id }: Person, slug: string): Promise<string[]> {
  const started = await startAttempt(db, { id, country: "GT" }, slug, new Date());
  if (!started.ok) throw new Error(started.reason);
  const [row] = await db.execute<{ form: { item: string }[] }>(
    sql`select form from attempts where id = ${started.value.id}`,
  );
  return (row?.form ?? []).map(({ item }) => item);
}

/** What the fields of a question hold, as the server would read them. */
function responseIn(question: Locator): Promise<ItemResponse> {
  return question.evaluate((element) => {
    const parts: string[] = [];
    const fields = element.querySelectorAll<HTMLInputElement>("[name^='response.']");
    for (const { type, name, checked, value } of fields) {
      if (value.trim() === "" || (/radio|checkbox/.test(type) && !checked)) continue;
      const gap = /\[(.+)\]$/.exec(name)?.[1];
      parts.push(gap ? `${gap} ${value}` : value);
    }
    return parts.toSorted();
  });
}

/** No axe violation, which is looked for with scripts, and no sideways scroll. */
async function expectSound(page: Page, scripts: boolean | undefined): Promise<void> {
  if (scripts) expect(await faultsIn(page)).toEqual([]);
  expect(await overflow(page)).toEqual([]);
}

for (const interaction of answered) {
  const { item, right } = SAMPLES[interaction];

  test(`${interaction}: answered with the keyboard alone, and there again after a reload`, async ({
    page,
    sit,
  }) => {
    const { slug, numberOf } = await sit();
    const address = paths.examQuestion(slug, numberOf(interaction));
    await page.goto(address);

    await answerByKeyboard(page, questionOf(page, item.id), right);
    expect(await responseIn(questionOf(page, item.id))).toEqual(right.toSorted());
    await next(page).focus();
    await page.keyboard.press("Enter");
    await expect(page).not.toHaveURL(address);

    await page.goto(address);
    await expect(questionOf(page, item.id)).toContainText(saved);
    expect(await responseIn(questionOf(page, item.id))).toEqual(right.toSorted());
  });
}

for (const interaction of INTERACTIONS) {
  const { item } = SAMPLES[interaction];

  test(`${interaction}: left blank, it says what to do and leads to its first field`, async ({
    page,
    sit,
    javaScriptEnabled,
  }) => {
    const { slug, numberOf } = await sit();
    await page.goto(paths.examQuestion(slug, numberOf(interaction)));
    await next(page).click();

    const link = page.locator(".govuk-error-summary a");
    await expect(link).toBeVisible();
    await expectSound(page, javaScriptEnabled);
    const target = await link.getAttribute("href");
    await link.click();
    await expect(page.locator(`[id="${target?.slice(1)}"]`)).toBeFocused();
    await expect(questionOf(page, item.id).locator(".govuk-error-message")).toBeVisible();
  });
}

test("a sheet with every kind has no fault, on a phone and a desk", async ({
  page,
  sit,
  javaScriptEnabled,
}) => {
  const { slug } = await sit("single-page");
  await page.goto(paths.examQuestions(slug));
  await expect(page.locator("[data-item]")).toHaveCount(INTERACTIONS.length);
  for (const width of [320, 360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await expectSound(page, javaScriptEnabled);
  }
});

test("Enter in a text of the sheet saves it and nothing else happens", async ({ page, sit }) => {
  const { slug } = await sit("single-page");
  await page.goto(paths.examQuestions(slug));
  const question = questionOf(page, idOf("text-entry"));
  await question.getByRole("textbox").fill("diámetro");
  await page.keyboard.press("Enter");

  await expect(page.getByRole("main")).toContainText(
    t("assessment.exam.all.saved", { count: 1, total: INTERACTIONS.length }),
  );
  await expect(question).toContainText(saved);
  await expect(question.getByRole("textbox")).toHaveValue("diámetro");
});

test("on paper each list shows what it offers, and what is written has its line", async ({
  page,
  sit,
}) => {
  const { slug } = await sit("single-page");
  await page.goto(paths.examQuestions(slug));
  await page.emulateMedia({ media: "print" });

  const match = questionOf(page, idOf("match"));
  for (const text of ["Escamas", "Lana", "Plumas"])
    await expect(match.locator(".question__choices")).toContainText(text);
  await expect(match.locator(".question__choices")).toBeVisible();
  const gaps = questionOf(page, idOf("inline-choice"));
  await expect(gaps.locator(".only-print").first()).toHaveText(/\((este \/ oeste|oeste \/ este)\)/);
  await expect(gaps.locator(".only-print").first()).toBeVisible();
  const lineOf = (field: Locator) =>
    field.evaluate((one) => getComputedStyle(one).borderBottomStyle);
  for (const kind of ["text-entry", "numeric", "order"] as const) {
    const field = questionOf(page, idOf(kind)).locator("input[type=text], select").first();
    expect(await lineOf(field), kind).toBe("solid");
  }
  const essay = await questionOf(page, idOf("extended-text")).locator("textarea").boundingBox();
  expect(essay?.height).toBeGreaterThan(200);
  for (const hidden of [".exam-nav", ".govuk-button"])
    await expect(page.locator(hidden).first()).toBeHidden();
});

test.describe("in a lesson", () => {
  for (const interaction of scored) {
    const { item, right } = SAMPLES[interaction];

    test(`${interaction}: the key and its reasons come with the right answer, not before`, async ({
      page,
      sit,
      javaScriptEnabled,
    }) => {
      const { slug } = await sit();
      await page.goto(paths.lesson(slug, "leccion"));
      const check = checkOf(page, item.id);
      await expect(check).not.toContainText("La idea detrás.");

      await answerByKeyboard(page, check, right);
      await check.getByRole("button", { name: t("assessment.check.answer") }).click();

      await expect(check).toContainText(t("assessment.check.right"));
      await expect(check).toContainText("La idea detrás.");
      await expect(check).toContainText(saved);
      expect(await responseIn(check)).toEqual(right.toSorted());
      const reason = check.locator(".question__feedback").first();
      const field = check.locator(`[aria-describedby~="${await reason.getAttribute("id")}"]`);
      await expect(field.first()).toBeVisible();
      await expectSound(page, javaScriptEnabled);
    });
  }

  test("of a partly right answer the part that is right explains itself beside it", async ({
    page,
    sit,
  }) => {
    const { slug } = await sit();
    await page.goto(paths.lesson(slug, "leccion"));
    const check = checkOf(page, idOf("match"));
    await answerByKeyboard(page, check, ["s1 c3", "s2 c2", "s3 c1"]);
    await check.getByRole("button", { name: t("assessment.check.answer") }).click();

    await expect(check).toContainText(t("assessment.check.partly"));
    await expect(check.getByLabel("Gallina")).toHaveAccessibleDescription("Porque s1");
    await expect(check.getByLabel("Trucha")).toHaveAccessibleDescription("Porque c2");
    await expect(check).not.toContainText("Porque s2");
    await expect(check).not.toContainText("La idea detrás.");
  });
});

test.describe("with scripts", { tag: "@scripts" }, () => {
  test("a text is saved while it is typed, and there after the page was closed", async ({
    page,
    context,
    sit,
  }) => {
    const { slug, numberOf } = await sit();
    const address = paths.examQuestion(slug, numberOf("extended-text"));
    await page.goto(address);
    const question = questionOf(page, idOf("extended-text"));

    await question.getByRole("textbox").pressSequentially("Primero, por año");
    await expect(question.locator("[data-status]")).toContainText(saved);
    await expect(question).toContainText("Le quedan 484 caracteres");
    await question.getByRole("textbox").pressSequentially(".");
    await page.close();

    const again = await context.newPage();
    await again.goto(address);
    const box = questionOf(again, idOf("extended-text")).getByRole("textbox");
    await expect(box).toHaveValue("Primero, por año.");
    await expect(questionOf(again, idOf("extended-text")).locator("[data-status]")).toContainText(
      saved,
    );
  });

  for (const interaction of answered) {
    const { item, right } = SAMPLES[interaction];

    test(`${interaction}: answered without a connection, it waits on the device and is saved`, async ({
      page,
      context,
      allow,
      sit,
    }) => {
      allow(/^failed: .*net::ERR_INTERNET_DISCONNECTED/);
      const { slug, numberOf } = await sit();
      const address = paths.examQuestion(slug, numberOf(interaction));
      await page.goto(address);
      await context.setOffline(true);
      await answerByKeyboard(page, questionOf(page, item.id), right);
      await page.keyboard.press("Tab");
      await expect(questionOf(page, item.id)).toContainText(/sin conexión/i);
      await page.close();
      await context.setOffline(false);

      const again = await context.newPage();
      await again.goto(address);
      await expect(questionOf(again, item.id).locator("[data-status]")).toContainText(saved);
      expect(await responseIn(questionOf(again, item.id))).toEqual(right.toSorted());
    });
  }

  test("what is put in order is moved with buttons too, and its places follow", async ({
    page,
    sit,
    javaScriptEnabled,
  }) => {
    const { slug, numberOf } = await sit();
    const address = paths.examQuestion(slug, numberOf("order"));
    await page.goto(address);
    const question = questionOf(page, idOf("order"));
    const move = (way: "up" | "down", text: string) =>
      question.getByRole("button", { name: `${t(`assessment.interaction.${way}`)}: ${text}` });

    for (const text of ["Tres", "Tres"]) await move("down", text).click();
    for (const text of ["Uno", "Uno"]) await move("up", text).click();

    await expect(move("up", "Uno")).toBeFocused();
    await expect(question.locator("[data-status]")).toContainText(saved);
    expect(await responseIn(question)).toEqual(["dos 2", "tres 3", "uno 1"]);
    await page.reload();
    await expect(question.locator("label")).toHaveText(["Uno", "Dos", "Tres"]);
    await expectSound(page, javaScriptEnabled);
  });
});
