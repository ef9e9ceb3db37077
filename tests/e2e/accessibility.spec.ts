import type { Page } from "@playwright/test";
// The very function with which the build finds its routes.
import { flatRoutes } from "@remix-run/dev/dist/config/flat-routes.js";
import { paths } from "#app/paths.ts";
import { test as base, expect, t } from "./fixtures.ts";
import { faultsIn, faultsInTheDark, overflow } from "./looks.ts";
import { openPage } from "./open-page.ts";
import { pages } from "./pages.ts";
import { makeWorld, type World } from "./world.ts";

const test = base.extend<object, { world: World }>({
  world: [async ({ db }, use) => use(await makeWorld(db)), { scope: "worker" }],
});

const WIDTHS = [360, 1280] as const;

/** https://www.w3.org/TR/WCAG22/#reflow */
const NARROWEST = 320;

for (const site of pages) {
  test(`${site.name}: no axe violation in light and dark on a phone and a desk, no sideways scroll, no stray typeface`, async ({
    page,
    world,
    enter,
  }) => {
    await openPage(page, world, site, enter);
    await expect(page.locator("h1")).toHaveCount(1);
    expect(await strayTypefaces(page)).toEqual([]);
    await page.setViewportSize({ width: NARROWEST, height: 740 });
    expect(await overflow(page), `at ${NARROWEST} px`).toEqual([]);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      expect(await overflow(page), `at ${width} px`).toEqual([]);
      expect(await faultsIn(page), `${width} px`).toEqual([]);
    }
    expect(await faultsInTheDark(page), "in the dark").toEqual([]);
  });
}

test("a page given without asking Remix, as to a form from another site, looks like the others", async ({
  page,
  baseURL,
}) => {
  await page.goto("about:blank");
  await page.setContent(
    `<form method="post" action="${new URL(paths.language(), baseURL)}"><button>Gane</button></form>`,
  );
  await page.getByRole("button").click();
  await expect(page).toHaveTitle(`${t("ui.errors.cross-site.title")} · Cabildo`);

  await page.setViewportSize({ width: NARROWEST, height: 740 });
  expect(await overflow(page)).toEqual([]);
  expect([...(await faultsIn(page)), ...(await faultsInTheDark(page))]).toEqual([]);
  const refused = await looksOf(page);
  await page.getByRole("link", { name: t("ui.errors.home") }).click();
  await expect(page).toHaveURL(paths.home());
  expect(await looksOf(page)).toEqual(refused);
});

test("every page of the site is among those looked at", async ({ world }) => {
  const looked = pages.map(({ address }) => new URL(address(world), "http://site").pathname);
  const routes = Object.values(flatRoutes(new URL("../../app", import.meta.url).pathname));
  const shown = routes.filter(({ file, path }) => file.endsWith(".tsx") && path);
  const missed = shown.filter(({ path = "" }) => {
    const pattern = new RegExp(`^/${path.replace(/:[a-zA-Z]+/g, "[^/]+")}$`);
    return !looked.some((address) => pattern.test(address));
  });

  // It answers a form only; the page "check question without an answer" is it.
  expect(missed.map(({ path }) => path)).toEqual(["cursos/:course/:lesson/pregunta/:item"]);
});

for (const language of ["es", "en"] as const) {
  test(`each page says that it is in ${language} and has a title of its own`, async ({
    browser,
    baseURL,
    world,
    enter,
  }) => {
    const titles = new Map<string, string>();
    const context = await browser.newContext({ locale: language });
    await context.addCookies([{ name: "idioma", value: language, url: baseURL ?? "" }]);
    const page = await context.newPage();
    for (const site of pages.filter(({ press }) => !press)) {
      await openPage(page, world, site, enter);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      const title = await page.title();
      expect(title).toMatch(/^\S.* · Cabildo$/);
      const address = new URL(page.url()).pathname;
      titles.set(title, titles.get(title) ?? address);
      expect.soft(titles.get(title), `“${title}” at ${address}`).toBe(address);
    }
    await context.close();
  });
}

/** Typeface and colours of the page and of its heading. */
function looksOf(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.body, document.querySelector("h1") ?? document.body]
      .map((one) => getComputedStyle(one))
      .flatMap(({ fontFamily, color, backgroundColor }) => [fontFamily, color, backgroundColor]),
  );
}

/** Elements, controls too, in another typeface than the text's, the headings' or that of codes. */
function strayTypefaces(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faceOf = (one: Element) => getComputedStyle(one).fontFamily;
    const name = document.querySelector(".site-name") ?? document.body;
    const own = new Set([document.body, name].map(faceOf));
    return [...document.querySelectorAll("body *")]
      .filter((one) => !own.has(faceOf(one)) && !one.closest("pre, code, kbd"))
      .map((one) => `${one.tagName.toLowerCase()}.${one.className}: ${faceOf(one)}`);
  });
}
