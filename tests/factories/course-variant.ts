import { sql } from "drizzle-orm";
import type { CourseManifest } from "#app/domain/courses/manifest.ts";
import { newId } from "#app/kernel/ids.ts";
import type { Database } from "#app/server/db.ts";

/**
 * The course `of` again under another name (and title, if one is given), with other rules for its
 * exam and without a certificate.
 */
export async function variantOfCourse(
  db: Database,
  of: string,
  slug: string,
  exam: Partial<NonNullable<CourseManifest["exam"]>>,
  title: string | null = null,
): Promise<string> {
  const edition = newId();
  const rules = JSON.stringify({ ...exam, id: `examen-${slug}` });
  await db.transaction(async (tx) => {
    await tx.execute(sql`insert into courses (slug) values (${slug})`);
    await tx.execute(sql`insert into editions (id, course_slug, number, content_hash, manifest)
      select ${edition}, ${slug}, 1, ${slug},
        jsonb_set(manifest || jsonb_build_object('slug', ${slug}::text,
          'title', coalesce(${title}, manifest ->> 'title'), 'certificate', null,
          'pathways', '[]'::jsonb), '{exam}', (manifest -> 'exam') || ${rules}::jsonb)
      from editions e join courses c on c.current_edition_id = e.id where c.slug = ${of}`);
    for (const [table, columns] of [
      ["edition_lessons", sql`lesson_id, position, compiled_hash`],
      ["edition_items", sql`item_id, item_hash`],
    ] as const) {
      await tx.execute(sql`insert into ${sql.identifier(table)} (edition_id, ${columns})
        select ${edition}, ${columns} from ${sql.identifier(table)} where edition_id =
          (select current_edition_id from courses where slug = ${of})`);
    }
    await tx.execute(sql`update courses set current_edition_id = ${edition} where slug = ${slug}`);
  });
  return slug;
}
