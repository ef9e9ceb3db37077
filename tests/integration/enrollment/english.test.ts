import { expect, test } from "vitest";
import { paths } from "#app/paths.ts";
import { COURSE, contentFolder, LESSONS } from "#tests/factories/courses.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const [lesson] = LESSONS;

/** A course that tells in English what it and its first lesson are. */
const folder = contentFolder();
folder.replace(
  `es/${lesson}.mdx`,
  "minutes: 10\n",
  "minutes: 10\nenglish:\n  title: Reading a meter\n  objective: Read a water meter.\n  summary: With a meter at hand, you will read it without help.\n",
);
const manifest = JSON.parse(folder.read("course.json"));
manifest.english = { title: "Safe water", summary: "A small course for the tests." };
folder.write("course.json", JSON.stringify(manifest, null, 2));
await folder.sync(db);
const visit = await openSite(db);

const read = async (path: string, language: "es" | "en") =>
  (await visit(path, { language })).text();

test("an English reader finds the way: title, objective and summary of course and lesson", async () => {
  expect(await read(paths.courses(), "en")).toContain("A small course for the tests.");
  const course = await read(paths.course(COURSE), "en");
  expect(course).toContain('<span lang="en">Safe water</span>');
  expect(course).toContain('<span lang="en">Reading a meter</span>');
  expect(course).toContain("<li>Read a water meter.</li>");
  const page = await read(paths.lesson(COURSE, lesson), "en");
  expect(page).toContain("With a meter at hand, you will read it without help.");
  expect(page).toContain("Read a water meter.");
});

test("a Spanish reader is told nothing in English", async () => {
  for (const path of [paths.courses(), paths.course(COURSE), paths.lesson(COURSE, lesson)]) {
    expect(await read(path, "es")).not.toMatch(/Safe water|Reading a meter|Read a water meter/);
  }
});
