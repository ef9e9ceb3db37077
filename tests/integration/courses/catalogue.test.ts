import { appendFileSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { syncCourses } from "#app/domain/courses/sync.server.ts";
import { coursesFolder, syncPorts } from "#app/operator/content-sync.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const db = await freshDatabase();
const folder = mkdtempSync(join(tmpdir(), "cabildo-catalogue-"));
cpSync(coursesFolder, folder, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const timed = async () => {
  const before = performance.now();
  const reports = await syncCourses(db, folder, syncPorts);
  return { reports, seconds: (performance.now() - before) / 1000 };
};
const compiledIn = (reports: readonly { compiled: number }[]) =>
  reports.reduce((sum, { compiled }) => sum + compiled, 0);

test("the five courses, 81 lessons, are published in a minute from nothing, and one change in three seconds", async () => {
  const first = await timed();
  expect(first.reports.map(({ slug, outcome }) => `${slug} ${outcome}`)).toEqual([
    "datos-abiertos publish",
    "financiamiento-local publish",
    "gobierno-abierto publish",
    "innovacion-publica publish",
    "transformacion-digital publish",
  ]);
  expect(compiledIn(first.reports)).toBe(81);
  expect(first.seconds).toBeLessThan(60);

  appendFileSync(join(folder, "datos-abiertos/es/una-fila-un-hecho.mdx"), "\n\nFin.\n");
  const second = await timed();
  expect(compiledIn(second.reports)).toBe(1);
  expect(second.seconds).toBeLessThan(3);
});
