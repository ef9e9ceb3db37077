import type { Page } from "@playwright/test";
import { paths } from "#app/paths.ts";
import { course, formLength } from "./course.ts";
import { expect, t, test } from "./fixtures.ts";

const { slug } = course;

test.use({ viewport: { width: 360, height: 740 } });

test("a panel goes from the invitation to a cut that stays, on a phone", async ({
  page,
  person,
  enter,
  anotherBrowser,
}) => {
  const trainer = await person({ roles: ["trainer"] });
  const judge = await person({ fullName: "Jueza Ixchel Cúmez" });
  await enter(page, trainer);
  await page.goto(paths.panels(slug));
  await page.getByLabel(/Guatemala/).check();
  await page.getByRole("button", { name: t("psychometrics.panels.create") }).click();
  await page.getByLabel(t("psychometrics.panel.invite-field")).fill(judge.username);
  await page.getByRole("button", { name: t("psychometrics.panel.invite-button") }).click();
  await expect(page.getByRole("rowheader", { name: judge.fullName })).toBeVisible();
  const address = await page.locator(".panel-address").getAttribute("href");

  const theirs = await anotherBrowser();
  await enter(theirs, judge);
  await theirs.goto(address ?? "");
  await theirs.getByRole("button", { name: t("psychometrics.judging.promise-button") }).click();
  await rateAll(theirs, "60");
  await expect(theirs.getByText(t("psychometrics.judging.finished"))).toBeVisible();

  await page.reload();
  await page.getByRole("button", { name: t("psychometrics.panel.close-button") }).click();
  await theirs.goto(address ?? "");
  await expect(theirs.getByText(t("psychometrics.judging.group")).first()).toBeVisible();

  await page.getByRole("button", { name: t("psychometrics.panel.publish-button") }).click();
  await expect(page.locator(".govuk-error-summary")).toBeVisible();
  await page.getByLabel(t("psychometrics.panel.understand-yes")).check();
  await page.getByRole("button", { name: t("psychometrics.panel.publish-button") }).click();
  await expect(
    page.getByText(`60% (${(formLength * 0.6).toFixed(1)} de ${formLength} puntos)`),
  ).toBeVisible();
  await theirs.reload();
  await expect(theirs.getByText(t("psychometrics.judging.published"))).toBeVisible();
});

/** Fills every page of questions, each saved as it goes. */
async function rateAll(page: Page, percent: string): Promise<void> {
  for (let more = true; more; ) {
    for (const field of await page.locator("input[inputmode=numeric]").all())
      await field.fill(percent);
    const next = page.getByRole("button", { name: t("psychometrics.judging.save"), exact: true });
    more = await next.isVisible();
    const button = more
      ? next
      : page.getByRole("button", { name: t("psychometrics.judging.save-last"), exact: true });
    await button.click();
    await expect(page.getByText(t("psychometrics.judging.saved-text"))).toBeVisible();
  }
}
