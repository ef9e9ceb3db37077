import type { Page } from "@playwright/test";
import { lessonsOf } from "#app/domain/courses/manifest.ts";
import { paths } from "#app/paths.ts";
import { course, courseManifests, lessonIds } from "./course.ts";
import { expect, test } from "./fixtures.ts";
import { startExam } from "./steps.ts";

const { slug } = course;
const KB = 1024;

for (const manifest of courseManifests) {
  test(`the lessons of ${manifest.slug} keep to their weights, first and again`, async ({
    page,
    examinee,
  }) => {
    await examinee(manifest.slug);
    const [first = "", ...others] = lessonsOf(manifest).map(({ id }) =>
      paths.lesson(manifest.slug, id),
    );

    const opening = await weigh(page, () => page.goto(first));
    expect(opening.of("Document"), "the text of the lesson").toBeGreaterThan(3 * KB);
    expect(opening.of("Document"), "the text of the lesson").toBeLessThanOrEqual(15 * KB);
    expect(opening.of("Stylesheet"), "the style sheet").toBeGreaterThan(3 * KB);
    expect(opening.of("Stylesheet"), "the style sheet").toBeLessThanOrEqual(12 * KB);
    expect(opening.of("Script"), "the scripts").toBeLessThanOrEqual(15 * KB);
    expect(opening.total, "the first visit").toBeLessThanOrEqual(60 * KB);

    for (const lesson of [...others, first]) {
      const next = await weigh(page, () => page.goto(lesson));
      expect(next.of("Stylesheet") + next.of("Font") + next.of("Script"), "kept files").toBe(0);
      expect(next.total, `${lesson}, with its figures`).toBeLessThanOrEqual(15 * KB);
    }
  });
}

test("the first visit to each public page stays under 60 KB", async ({ anotherBrowser }) => {
  for (const path of [paths.home(), paths.courses(), paths.course(slug), paths.goal()]) {
    const page = await anotherBrowser();
    const { total } = await weigh(page, () => page.goto(path));
    expect(total, path).toBeLessThanOrEqual(60 * KB);
  }
});

test("an exam brings no more than 15 KB of script, and a page of it with another none", async ({
  page,
  examinee,
}) => {
  await examinee();

  const first = await weigh(page, () => startExam(page));
  expect(first.of("Script")).toBeGreaterThan(0);
  expect(first.of("Script")).toBeLessThanOrEqual(15 * KB);
  const second = await weigh(page, () => page.goto(paths.examQuestion(slug, 2)));
  expect(second.of("Script")).toBe(0);
  expect(second.total).toBeLessThanOrEqual(15 * KB);
});

test("a lesson asks nothing of another host, and keeps out whoever would", async ({ page }) => {
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  const response = await page.goto(paths.lesson(slug, lessonIds[0] ?? ""));
  await scrollThrough(page);

  expect([...hosts]).toEqual([new URL(page.url()).host]);
  const policy = response?.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("unsafe");
});

interface Weight {
  total: number;
  /** Bytes of a kind of resource: https://chromedevtools.github.io/devtools-protocol/tot/Network/#type-ResourceType */
  of(type: string): number;
}

/** Bytes on the wire of what `act` loads, headers included, lazy figures too. */
async function weigh(page: Page, act: () => Promise<unknown>): Promise<Weight> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const bytes = new Map<string, number>();
  let total = 0;
  const types = new Map<string, string>();
  session.on("Network.responseReceived", ({ requestId, type, response }) => {
    const local = response.fromDiskCache || /^(data|blob):/.test(response.url);
    if (!local) types.set(requestId, type);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId);
    if (!type) return;
    total += encodedDataLength;
    bytes.set(type, (bytes.get(type) ?? 0) + encodedDataLength);
  });
  await act();
  await scrollThrough(page);
  await session.detach();
  return { total, of: (type) => bytes.get(type) ?? 0 };
}

/** Figures are loaded when they come near. */
async function scrollThrough(page: Page): Promise<void> {
  for (const figure of await page.locator("main img").all()) {
    await figure.scrollIntoViewIfNeeded();
    await expect(figure).toHaveJSProperty("complete", true);
  }
  await page.waitForLoadState("networkidle");
}
