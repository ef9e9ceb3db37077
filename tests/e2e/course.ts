import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { readBank } from "#app/domain/banks/bank.ts";
import { CourseManifest, lessonsOf } from "#app/domain/courses/manifest.ts";

const folder = fileURLToPath(new URL("../../content/courses/datos-abiertos/", import.meta.url));

/** The real course, as its authors wrote it. */
export const course = CourseManifest.parse(
  JSON.parse(readFileSync(join(folder, "course.json"), "utf8")),
);

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
