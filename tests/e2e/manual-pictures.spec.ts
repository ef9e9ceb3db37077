import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test as base, expect } from "./fixtures.ts";
import { openPage } from "./open-page.ts";
import { pages } from "./pages.ts";
import { makeWorld, type World } from "./world.ts";

const folder = fileURLToPath(new URL("../../public/manuales/", import.meta.url));
const manuals = fileURLToPath(new URL("../../content/help/", import.meta.url));

/** Where a picture begins, if not at the top of what the page says. */
const FROM: Record<string, string> = { curso: ".course-standing" };

/** Each picture of the manuals: the page that it shows, by its name in `pages.ts`. */
const PICTURES: Record<string, string> = {
  leccion: "my lesson",
  curso: "my course",
  "pregunta-del-examen": "exam, question",
  "mis-certificados": "my certificates",
  autoria: "authoring",
  preguntas: "questions",
  "que-hacen-las-preguntas": "exam reports",
  gestion: "management of a coordinator",
  persona: "person",
  "quien-rinde": "room",
  meta: "goal",
  "por-decidir": "certificates, to decide",
  "certificado-valido": "valid certificate",
  verificar: "verify",
  "primera-persona": "first administrator",
};

/** Pictures are drawn again by `npm run manuals`, and by nothing else. */
const draws = process.env.DRAW_MANUALS === "yes";

/** As the manuals show them: an old phone's screen. */
const SCREEN = { width: 360, height: 560 };

/** Bytes: three of them are what a lesson weighs. */
const HEAVIEST = 60_000;

const test = base.extend<object, { world: World }>({
  world: [async ({ db }, use) => use(await makeWorld(db)), { scope: "worker" }],
});

for (const [picture, name] of draws ? Object.entries(PICTURES) : []) {
  test(`draws ${picture}`, async ({ page, world, enter }) => {
    const site = pages.find((each) => each.name === name);
    if (!site) throw new Error(`there is no page called ${name}`);
    await page.setViewportSize(SCREEN);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await openPage(page, world, site, enter);
    // What surrounds every page says nothing of this one.
    await page
      .locator(FROM[picture] ?? "main")
      .evaluate((from) => window.scrollTo(0, from.getBoundingClientRect().top));
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${picture}.png`) });
  });
}

test("the manuals show these pictures, each light, and each with words for who does not see it", () => {
  const shown = readdirSync(manuals).flatMap((file) =>
    [
      ...readFileSync(join(manuals, file), "utf8").matchAll(
        /!\[([^\]]*)\]\(\/manuales\/([\w-]+)\.png\)/g,
      ),
    ].map(([, words = "", picture = ""]) => ({ words, picture })),
  );
  expect(shown.map(({ picture }) => picture).sort()).toEqual(Object.keys(PICTURES).sort());
  expect(
    Object.values(PICTURES).filter((name) => !pages.some((page) => page.name === name)),
  ).toEqual([]);
  for (const { words, picture } of shown) {
    const file = join(folder, `${picture}.png`);
    expect(existsSync(file), picture).toBe(true);
    expect(statSync(file).size, picture).toBeLessThan(HEAVIEST);
    expect(words.split(" ").length, picture).toBeGreaterThan(6);
  }
});
