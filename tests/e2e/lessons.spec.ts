import type { Page } from "@playwright/test";
import { paths } from "#app/paths.ts";
import { courseManifests } from "./course.ts";
import { expect, test } from "./fixtures.ts";
import { faultsIn, overflow } from "./looks.ts";

const PHONE = { width: 360, height: 740 };
/** https://www.w3.org/TR/WCAG22/#reflow */
const NARROWEST = { width: 320, height: 740 };

for (const { slug, modules } of courseManifests) {
  for (const module of modules) {
    test(`${slug}, ${module.id}: lessons and exercise have no axe violation, no sideways scroll, and every figure and sheet`, async ({
      page,
    }) => {
      for (const { id } of module.lessons) await look(page, paths.lesson(slug, id));
      await look(page, paths.exercise(slug, module.id));
    });
  }
}

async function look(page: Page, address: string): Promise<void> {
  await page.setViewportSize(PHONE);
  await page.goto(address);
  await expect(page.locator("h1")).toHaveCount(1);
  expect(await faultsIn(page), address).toEqual([]);
  await page.setViewportSize(NARROWEST);
  expect(await overflow(page), address).toEqual([]);
  for (const file of await filesOf(page)) {
    expect((await page.request.head(file)).status(), file).toBe(200);
  }
}

/** Addresses of the figures of a page, and of what it offers to download. */
function filesOf(page: Page): Promise<string[]> {
  return page
    .locator("main img, main a[download]")
    .evaluateAll((found) =>
      found.map((one) => one.getAttribute("src") ?? one.getAttribute("href") ?? ""),
    );
}
