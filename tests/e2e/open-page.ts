import { expect, type Page } from "@playwright/test";
import type { Key } from "#app/i18n/translate.ts";
import type { Factor, Person } from "./fixtures.ts";
import type { SitePage } from "./pages.ts";
import { t } from "./steps.ts";
import type { World } from "./world.ts";

export type Enter = (page: Page, person: Person, factor?: Factor) => Promise<void>;

/** Opens a page of the site as whoever it is for, and does there what brings its face about. */
export async function openPage(
  page: Page,
  world: World,
  site: SitePage,
  enter: Enter,
): Promise<void> {
  await page.context().clearCookies({ name: "__Host-sesion" });
  if (site.as) await enter(page, site.as(world), site.factor);
  const loaded = await page.goto(site.address(world));
  if (!site.press) return expect(loaded?.status()).toBe(site.status ?? 200);
  await site.fill?.(page);
  const [answered] = await Promise.all([
    page.waitForResponse(
      (response) =>
        response.request().method() === "POST" && response.request().isNavigationRequest(),
    ),
    page
      .getByRole("button", { name: t(site.press as Key) })
      .first()
      .click(),
  ]);
  expect(answered.status()).toBe(site.status ?? 200);
  await page.waitForLoadState();
}
