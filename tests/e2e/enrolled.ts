import { sql } from "drizzle-orm";
import { enroll } from "#app/domain/enrollment/commands.server.ts";
import type { Database } from "#app/server/db.ts";
import { course, courseManifests } from "./course.ts";

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
  const { modules } = courseManifests.find((known) => known.slug === slug) ?? course;
  for (const { id: lesson } of modules.flatMap(({ lessons }) => lessons)) {
    await db.execute(sql`insert into lesson_progress
      (enrollment_id, lesson_id, completed_at, passed_at, satisfied_at)
      values (${enrollment}, ${lesson}, now(), now(), now())
      on conflict (enrollment_id, lesson_id)
      do update set completed_at = now(), passed_at = now(), satisfied_at = now()`);
  }
  return enrollment;
}
