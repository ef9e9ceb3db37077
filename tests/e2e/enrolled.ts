import { sql } from "drizzle-orm";
import type { CourseManifest } from "#app/domain/courses/manifest.ts";
import { enroll } from "#app/domain/enrollment/commands.server.ts";
import { newId } from "#app/kernel/ids.ts";
import type { Database } from "#app/server/db.ts";
import { course, lessonIds } from "./course.ts";

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

/** The same course again under another name (and title, if one is given), with other rules for its exam. */
export async function variantOfCourse(
  db: Database,
  slug: string,
  exam: Partial<NonNullable<CourseManifest["exam"]>>,
  title = course.title,
): Promise<string> {
  const edition = newId();
  const rules = JSON.stringify({ ...exam, id: `examen-${slug}` });
  await db.transaction(async (tx) => {
    await tx.execute(sql`insert into courses (slug) values (${slug})`);
    await tx.execute(sql`insert into editions (id, course_slug, number, content_hash, manifest)
      select ${edition}, ${slug}, 1, ${slug},
        jsonb_set(manifest || jsonb_build_object('slug', ${slug}::text,
          'title', ${title}::text, 'certificate', null,
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
