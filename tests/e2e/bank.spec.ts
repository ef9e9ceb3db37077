import { paths } from "#app/paths.ts";
import { course } from "./course.ts";
import { expect, t, test } from "./fixtures.ts";

const objective = course.objectives[0]?.id;
const fileOf = (id: string) => ({
  name: "preguntas.gift",
  mimeType: "text/plain",
  buffer: Buffer.from(
    `// [id:${id}] [tag:objetivo:${objective}]\n::${id}::¿Cada cuánto publica ${id}? {=Cada mes ~Cada año}\n\n¿Rota? {=a`,
  ),
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "with scripts off", () => {
    test.use({ javaScriptEnabled });

    test("a trainer brings a file in, looks at what comes of it, and keeps it", async ({
      page,
      person,
      enter,
    }) => {
      const trainer = await person({ roles: ["trainer"] });
      await enter(page, trainer);
      await page.goto(paths.bankImports(course.slug));
      await page.locator("[name=archivo]").setInputFiles(fileOf(`imp-${trainer.username}`));
      await page.getByRole("button", { name: t("banks.import.preview") }).click();
      await expect(page.getByRole("heading", { level: 1 })).toContainText(t("banks.stage.ready"), {
        timeout: 60_000,
      });
      await expect(page.getByText(t("banks.import.at-line", { line: 4 }))).toBeVisible();
      await page.getByRole("button", { name: t("banks.import.confirm", { count: 1 }) }).click();
      await expect(page.getByRole("heading", { level: 1 })).toContainText(t("banks.stage.done"), {
        timeout: 60_000,
      });
      await page.getByRole("link", { name: t("banks.import.to-bank") }).click();
      await page.goto(paths.bankItem(course.slug, `imp-${trainer.username}`));
      await expect(page.getByText("Cada mes")).toBeVisible();
    });

    test("a question is written with the keyboard: the return key saves it", async ({
      page,
      person,
      enter,
    }) => {
      await enter(page, await person({ roles: ["trainer"] }));
      await page.goto(paths.newBankItem(course.slug, "true-false"));
      await page.locator("[name=enunciado]").focus();
      await page.keyboard.type("Un PDF es un dato abierto.");
      await page.keyboard.press("Tab");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowUp");
      await page.locator("[name=clave][value=false]").focus();
      await page.keyboard.press("Space");
      await page.locator("[name=titulo]").focus();
      await page.keyboard.type("Formatos");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Formatos");
      await expect(page.getByText(t("banks.history.now"))).toBeVisible();
    });
  });
}
