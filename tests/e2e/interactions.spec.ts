import type { Locator } from "@playwright/test";
import { wayOn } from "#app/domain/assessment/exam-way.tsx";
import { INTERACTIONS } from "#app/domain/assessment/item.ts";
import { paths } from "#app/paths.ts";
import { pdf } from "#tests/factories/answer-files.ts";
import { SAMPLES } from "#tests/factories/items.ts";
import { answerByKeyboard } from "./by-keyboard.ts";
import { expect, t } from "./fixtures.ts";
import { answered, expectSound, idOf, responseIn, scored, test } from "./sitting.ts";
import { checkOf, next, questionOf, saved } from "./steps.ts";

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

test("files are sent, taken out and downloaded", async ({
  page,
  sit,
  javaScriptEnabled: scripts,
}) => {
  const { slug, numberOf } = await sit();
  const number = numberOf("file-upload");
  const address = paths.examQuestion(slug, number);
  await page.goto(address);
  const question = questionOf(page, idOf("file-upload"));
  const send = async (name: string, bytes = pdf(name)) => {
    const field = question.locator("input[type=file]");
    await field.setInputFiles({ name, mimeType: "application/pdf", buffer: bytes });
    if (!scripts) await page.getByRole("button", { name: t("assessment.file.send") }).click();
  };
  const sent = question.getByRole("list", { name: t("assessment.file.sent") });

  await send("plan ñ.pdf");
  await expect(sent).toContainText("plan ñ.pdf");
  await expect(question).toContainText(saved);
  await send("hoja.pdf", Buffer.from("GIF89a\u0001"));
  await expect(question.locator(".govuk-error-message")).toContainText(
    t("assessment.file.refused.other-type", { file: "hoja.pdf" }),
  );
  await expect(sent).toContainText("plan ñ.pdf");
  await expectSound(page, scripts);
  await send("mapa.pdf");
  await expect(question).toContainText(t("assessment.file.full", { count: 2 }));
  await expect(question.locator("input[type=file]")).toHaveCount(0);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    sent.getByRole("link", { name: "plan ñ.pdf" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("plan ñ.pdf");
  await question.getByRole("button", { name: "plan ñ.pdf" }).focus();
  await page.keyboard.press("Enter");
  await expect(sent).not.toContainText("plan ñ.pdf");
  await next(page).click();
  await expect(page).toHaveURL(wayOn(slug, number, INTERACTIONS.length));

  await page.goto(address);
  await expect(sent).toContainText("mapa.pdf");
  await expect(question.locator("input[type=file]")).toBeVisible();
  await expectSound(page, scripts);
});

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
