import { paths } from "#app/paths.ts";
import { pdf } from "#tests/factories/answer-files.ts";
import { SAMPLES } from "#tests/factories/items.ts";
import { answerByKeyboard } from "./by-keyboard.ts";
import { expect, t } from "./fixtures.ts";
import { answered, expectSound, idOf, responseIn, test } from "./sitting.ts";
import { questionOf, saved } from "./steps.ts";

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

test("a file that cannot be sent now is sent by itself when it can", async ({
  page,
  context,
  allow,
  sit,
}) => {
  allow(/^failed: .*net::ERR_INTERNET_DISCONNECTED/);
  const { slug, numberOf } = await sit();
  await page.goto(paths.examQuestion(slug, numberOf("file-upload")));
  const question = questionOf(page, idOf("file-upload"));
  await context.setOffline(true);
  const refused = page.waitForEvent("requestfailed");
  await question
    .locator("input[type=file]")
    .setInputFiles({ name: "plan.pdf", mimeType: "application/pdf", buffer: pdf() });
  await refused;
  await expect(question).toContainText(/Enviando/);
  await context.setOffline(false);

  await expect(question.getByRole("link", { name: "plan.pdf" })).toBeVisible();
  await expect(question).toContainText(saved);
});

test("a file that weighs too much is told of before it is sent", async ({ page, sit }) => {
  const { slug, numberOf } = await sit();
  await page.goto(paths.examQuestion(slug, numberOf("file-upload")));
  const question = questionOf(page, idOf("file-upload"));
  const buffer = Buffer.concat([pdf(), Buffer.alloc(5_000_000)]);
  await question
    .locator("input[type=file]")
    .setInputFiles({ name: "plan.pdf", mimeType: "application/pdf", buffer });

  await expect(question.getByRole("alert")).toContainText("«plan.pdf» pesa más de");
});

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
