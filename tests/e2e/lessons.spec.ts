import { lessonsOf } from "#app/domain/courses/manifest.ts";
import { paths } from "#app/paths.ts";
import { courseManifests } from "./course.ts";
import { expect, test } from "./fixtures.ts";
import { faultsIn, overflow } from "./looks.ts";

/** https://www.w3.org/TR/WCAG22/#reflow */
const NARROWEST = { width: 320, height: 740 };

for (const manifest of courseManifests) {
  for (const { id } of lessonsOf(manifest)) {
    test(`${manifest.slug}, ${id}: no axe violation, no sideways scroll, every figure and sheet is there`, async ({
      page,
    }) => {
      await page.goto(paths.lesson(manifest.slug, id));
      await expect(page.locator("h1")).toHaveCount(1);
      expect(await faultsIn(page)).toEqual([]);
      await page.setViewportSize(NARROWEST);
      expect(await overflow(page)).toEqual([]);
      const files = await page
        .locator("main img, main a[download]")
        .evaluateAll((found) =>
          found.map((one) => one.getAttribute("src") ?? one.getAttribute("href") ?? ""),
        );
      for (const file of files) {
        expect((await page.request.get(file)).status(), file).toBe(200);
      }
    });
  }
}
