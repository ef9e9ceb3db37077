import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { readBank } from "#app/domain/banks/bank.ts";
import { CourseManifest, lessonsOf } from "#app/domain/courses/manifest.ts";

const courses = fileURLToPath(new URL("../../content/courses/", import.meta.url));

/** Every course of the site, as its authors wrote it. */
export const courseManifests = readdirSync(courses).map((slug) =>
  CourseManifest.parse(JSON.parse(readFileSync(join(courses, slug, "course.json"), "utf8"))),
);

const folder = join(courses, "datos-abiertos");

/** The one that most tests take. */
export const course = courseManifests.find(
  ({ slug }) => slug === "datos-abiertos",
) as CourseManifest;

export const lessonIds = lessonsOf(course).map(({ id }) => id);

/** Questions of a form of its exam. */
export const formLength = (course.exam?.blueprint ?? []).reduce((sum, { count }) => sum + count, 0);

/** Every question of the course with its key. */
const items = new Map<string, AssessmentItem>(
  readdirSync(join(folder, "items"))
    .flatMap((file) => readBank(readFileSync(join(folder, "items", file)), file).items)
    .map((item) => [item.id, item]),
);

export const itemIds = [...items.keys()];

export function itemOf(id: string): AssessmentItem {
  const item = items.get(id);
  if (!item) throw new Error(`the bank has no ${id}`);
  return item;
}

/** Choices of an item that its key takes. */
export const rightChoices = (id: string): string[] => itemOf(id).response.correct;

/** Choices of an item that no right answer takes. */
export const wrongChoices = (id: string): string[] => {
  const { choices, response } = itemOf(id);
  return choices.map((choice) => choice.id).filter((choice) => !response.correct.includes(choice));
};
