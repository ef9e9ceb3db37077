import { paths } from "#app/paths.ts";
import { expect, t, test } from "./fixtures.ts";
import { essayCourseOf, handInEssay } from "./grading-world.ts";

test("a response is taken from the queue, drafted, marked, and its official reads the comment", async ({
  page,
  db,
  person,
  enter,
}) => {
  const course = await essayCourseOf(db);
  const official = await person();
  const trainer = await person({ roles: [{ role: "trainer", courseSlug: course }] });
  await handInEssay(db, official, course);
  await enter(page, trainer);
  await page.goto(paths.markingQueue());
  await page.getByRole("button", { name: t("grading.queue.next") }).click();

  const level = (criterion: string, points: number) =>
    page.getByRole("group", { name: criterion }).getByLabel(`${points}: Nivel ${points}`);
  await level("Juzgue: claridad", 4).check();
  await page.getByLabel(t("grading.mark.comment")).fill("Muy claro: diga además la fuente.");
  await page.getByRole("button", { name: t("grading.mark.save") }).click();
  await expect(page.getByText(t("grading.mark.saved"))).toBeVisible();
  await expect(level("Juzgue: claridad", 4)).toBeChecked();

  await page.getByRole("button", { name: t("grading.mark.final") }).click();
  const missing = t("grading.mark.incomplete", { criterion: "Juzgue: evidencia" });
  await expect(page.getByRole("alert")).toContainText(missing);
  await expect(page.getByLabel(t("grading.mark.comment"))).toHaveValue(/diga además la fuente/);
  await level("Juzgue: evidencia", 3).check();
  await page.getByRole("button", { name: t("grading.mark.final") }).click();
  await expect(page.getByText(t("grading.queue.marked"))).toBeVisible();
  await expect(page.getByText(t("grading.queue.none"))).toBeVisible();

  await enter(page, official);
  await page.goto(paths.examResult(course, 1));
  await expect(page.getByRole("main")).toContainText(t("assessment.exam.result.passed"));
  await expect(page.getByRole("main")).toContainText("Muy claro: diga además la fuente.");
});

test("an appeal is filed, its ruling previewed and made, and the official told what changed", async ({
  page,
  db,
  person,
  enter,
}) => {
  const course = await essayCourseOf(db);
  const official = await person();
  const trainer = await person({ roles: [{ role: "trainer", courseSlug: course }] });
  await enter(page, trainer);
  const toMark = await handInEssay(db, official, course);
  await page.goto(paths.marking(toMark));
  for (const group of ["Juzgue: claridad", "Juzgue: evidencia"]) {
    await page.getByRole("group", { name: group }).getByLabel("0: Nivel 0").check();
  }
  await page.getByRole("button", { name: t("grading.mark.final") }).click();

  await enter(page, official);
  await page.goto(paths.examResult(course, 1));
  await expect(page.getByRole("main")).toContainText(t("assessment.exam.result.failed"));
  await page.getByRole("link", { name: t("grading.appeal.link") }).click();
  await page.getByLabel(t("grading.appeal.which")).selectOption("3");
  await page.getByRole("button", { name: t("grading.appeal.show") }).click();
  await page.getByLabel(t("grading.appeal.reason")).fill("No se enseñó en el curso.");
  await page.getByRole("button", { name: t("grading.appeal.send") }).click();
  await expect(page.getByText(t("grading.appeal.filed"))).toBeVisible();
  await expect(page.getByRole("main")).toContainText(t("grading.appeal.waits"));

  await enter(page, trainer);
  await page.goto(paths.appeals());
  await page.locator(".card a").first().click();
  await expect(page.getByRole("main")).toContainText("No se enseñó en el curso.");
  await page
    .getByLabel(t("grading.case.reason"), { exact: true })
    .fill("No estaba en el programa.");
  await page.getByRole("button", { name: t("grading.case.preview") }).click();
  await expect(page.getByRole("main")).toContainText(t("grading.preview.attempts", { count: 1 }));
  await page.getByRole("button", { name: t("grading.case.confirm") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(
    t("grading.ruling.kind.drop"),
  );

  await enter(page, official);
  await expect(async () => {
    await page.goto(paths.examResult(course, 1));
    await expect(page.getByRole("main")).toContainText("No estaba en el programa.", {
      timeout: 1000,
    });
    await expect(page.getByRole("main")).toContainText("Antes tenía", { timeout: 1000 });
  }).toPass();
});
