import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Locator, Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { readBank } from "#app/domain/assessment/bank.ts";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { CourseManifest, lessonsOf } from "#app/domain/courses/manifest.ts";
import { enroll } from "#app/domain/enrollment/commands.server.ts";
import { newId } from "#app/kernel/ids.ts";
import { paths } from "#app/paths.ts";
import type { Database } from "#app/server/db.ts";
import { expect, t } from "./fixtures.ts";

const folder = fileURLToPath(new URL("../../content/courses/datos-abiertos/", import.meta.url));

/** The real course, as its authors wrote it. */
export const course = CourseManifest.parse(
  JSON.parse(readFileSync(join(folder, "course.json"), "utf8")),
);

export const lessonIds = lessonsOf(course).map(({ id }) => id);

/** Every question of the course with its key. */
const items = new Map<string, AssessmentItem>(
  readdirSync(join(folder, "items"))
    .flatMap((file) => readBank(readFileSync(join(folder, "items", file)), file).items)
    .map((item) => [item.id, item]),
);

export function itemOf(id: string): AssessmentItem {
  const item = items.get(id);
  if (!item) throw new Error(`the bank has no ${id}`);
  return item;
}

/** Choices of an item that no right answer takes. */
export const wrongChoices = (id: string): string[] => {
  const { choices, response } = itemOf(id);
  return choices.map((choice) => choice.id).filter((choice) => !response.correct.includes(choice));
};

/** The check question of a lesson's page. */
export const checkOf = (page: Page, item: string): Locator =>
  page.locator(`[id="pregunta-${item}"]`);

/** Items of the check questions of the page, in order. */
export async function checksOn(page: Page): Promise<string[]> {
  const sections = await page.locator("section.check-question").all();
  return Promise.all(
    sections.map(async (section) => ((await section.getAttribute("id")) ?? "").slice(9)),
  );
}

/** Takes these choices of a question, and no others. */
export async function choose(question: Locator, choices: readonly string[]): Promise<void> {
  for (const input of await question.locator("input[type=radio], input[type=checkbox]").all()) {
    const wanted = choices.includes((await input.getAttribute("value")) ?? "");
    if (wanted) await input.check();
    else if ((await input.getAttribute("type")) === "checkbox") await input.uncheck();
  }
}

/** Answers every check question of a lesson by its key, then marks the lesson as read. */
export async function takeLesson(page: Page, lesson: string): Promise<void> {
  await page.goto(paths.lesson(course.slug, lesson));
  for (const item of await checksOn(page)) {
    await choose(checkOf(page, item), itemOf(item).response.correct);
    await checkOf(page, item).getByRole("button").click();
    await expect(checkOf(page, item)).toContainText(t("assessment.check.right"));
    await expect(checkOf(page, item)).toContainText(/guardado a las \d\d:\d\d/i);
  }
  await page.getByRole("button", { name: t("enrollment.lesson.finish") }).click();
  await expect(page.getByText(t("enrollment.lesson.read"))).toBeVisible();
}

/** The item asked on a page of the exam. */
export async function askedItem(page: Page): Promise<string> {
  return (await page.locator("[data-item]").first().getAttribute("data-item")) ?? "";
}

/** The question of an exam's page. */
export const questionOf = (page: Page, item: string): Locator =>
  page.locator(`[data-item="${item}"]`);

export const next = (page: Page): Locator =>
  page.getByRole("button", {
    name: new RegExp(
      `^(${t("assessment.exam.question.next")}|${t("assessment.exam.question.last")})$`,
    ),
  });

/** Questions of a form. */
export const formLength = (course.exam?.blueprint ?? []).reduce((sum, { count }) => sum + count, 0);

/** Starts the exam, one question a page. */
export async function startExam(page: Page, slug = course.slug): Promise<void> {
  await page.goto(paths.exam(slug));
  await page.getByRole("button", { name: t("assessment.exam.start") }).click();
}

/** Enrolls a person who has finished every lesson; answers the enrollment. */
export async function finishLessons(
  db: Database,
  person: { id: string },
  slug = course.slug,
): Promise<string> {
  await enroll(db, person, slug, new Date());
  const [row] = await db.execute<{ id: string }>(
    sql`select id from enrollments where user_id = ${person.id} and course_slug = ${slug}`,
  );
  const enrollment = row?.id ?? "";
  for (const lesson of lessonIds) {
    await db.execute(sql`insert into lesson_progress
      (enrollment_id, lesson_id, completed_at, passed_at, satisfied_at)
      values (${enrollment}, ${lesson}, now(), now(), now())
      on conflict (enrollment_id, lesson_id)
      do update set completed_at = now(), passed_at = now(), satisfied_at = now()`);
  }
  return enrollment;
}

/** The same course again under another name, with other rules for its exam. */
export async function variantOfCourse(
  db: Database,
  slug: string,
  exam: Partial<NonNullable<CourseManifest["exam"]>>,
): Promise<string> {
  const edition = newId();
  const rules = JSON.stringify({ ...exam, id: `examen-${slug}` });
  await db.transaction(async (tx) => {
    await tx.execute(sql`insert into courses (slug) values (${slug})`);
    await tx.execute(sql`insert into editions (id, course_slug, number, content_hash, manifest)
      select ${edition}, ${slug}, 1, ${slug},
        jsonb_set(manifest || jsonb_build_object('slug', ${slug}::text, 'certificate', null,
          'pathways', '[]'::jsonb), '{exam}', (manifest -> 'exam') || ${rules}::jsonb)
      from editions e join courses c on c.current_edition_id = e.id where c.slug = ${course.slug}`);
    for (const [table, columns] of [
      ["edition_lessons", "lesson_id, position, compiled_hash"],
      ["edition_items", "item_id, item_hash"],
    ]) {
      await tx.execute(
        sql.raw(`insert into ${table} (edition_id, ${columns})
        select '${edition}', ${columns} from ${table} where edition_id =
          (select current_edition_id from courses where slug = '${course.slug}')`),
      );
    }
    await tx.execute(sql`update courses set current_edition_id = ${edition} where slug = ${slug}`);
  });
  return slug;
}
