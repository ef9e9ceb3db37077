import { sql } from "drizzle-orm";
import { countryOf } from "#app/domain/people/queries.server.ts";
import type { Transaction } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";

/**
 * Moves enrollments to the course's new edition, in the transaction that makes it
 * current. Who moves loses nothing: every lesson they have begun is in it, no
 * attempt of theirs is open, and they had not finished the lessons of their
 * edition that are asked of their country (a new one could ask them for more). The others stay where they are,
 * and their edition goes on being served. Answers how many moved.
 */
export async function moveEnrollments(
  tx: Transaction,
  { courseSlug, editionId }: { courseSlug: string; editionId: string },
): Promise<number> {
  const moved = await tx.execute(sql`
    with asked as materialized (
      select editions.id as edition_id, lesson ->> 'id' as lesson_id,
        manifest -> 'countries' as offered, lesson -> 'countries' as countries
      from editions, jsonb_array_elements(manifest -> 'modules') as module,
        jsonb_array_elements(module -> 'lessons') as lesson
      where course_slug = ${courseSlug}
    )
    update enrollments set edition_id = ${editionId}
    where course_slug = ${courseSlug} and edition_id <> ${editionId}
      and not exists (select from attempts
        where attempts.enrollment_id = enrollments.id and attempts.finished_at is null)
      and not exists (select from lesson_progress
        where lesson_progress.enrollment_id = enrollments.id
          and not exists (select from edition_lessons
            where edition_lessons.edition_id = ${editionId}
              and edition_lessons.lesson_id = lesson_progress.lesson_id))
      and exists (select from asked
        left join lesson_progress on lesson_progress.enrollment_id = enrollments.id
          and lesson_progress.lesson_id = asked.lesson_id
        where asked.edition_id = enrollments.edition_id
          and (countries is null
            or not offered ? coalesce(${countryOf(sql`enrollments.user_id`)}, '')
            or countries ? ${countryOf(sql`enrollments.user_id`)})
          and lesson_progress.satisfied_at is null)
    returning enrollments.id`);
  if (moved.length > 0) {
    await record(tx, {
      actorId: null,
      verb: "updated",
      objectType: "enrollments",
      objectId: courseSlug,
      result: { edition: editionId, moved: moved.length },
    });
  }
  return moved.length;
}
