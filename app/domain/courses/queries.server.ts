import { sql } from "drizzle-orm";
import { canTeach } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { type Executor, executePrepared } from "#app/server/db.ts";
import { type Question, question } from "#app/server/question.ts";
import { keepManifest, knownManifests } from "./known.server.ts";
import { type CourseManifest, forCountry, hoursOf, lessonsOf } from "./manifest.ts";

/** A course on offer, as the catalogue lists it. */
export interface OfferedCourse {
  slug: string;
  title: string;
  summary: string;
  english?: CourseManifest["english"];
  hours: number;
  /** Of an official's own country. */
  lessons: number;
}

/** Every course on offer, by title. */
export function offeredCourses(): Question<OfferedCourse[]> {
  const known = knownManifests(["catalogue"]);
  return question(
    sql`
    select editions.id, case when editions.id::text = any(string_to_array(${known.keys}::text, ','))
      then null else manifest end as manifest
    from courses join editions on editions.id = courses.current_edition_id`,
    (rows: readonly { id: string; manifest: unknown }[]) =>
      rows
        .map(({ id, manifest }) => known.values.get(id) ?? keepManifest("catalogue", id, manifest))
        .map(offerOf)
        .sort((one, other) => one.title.localeCompare(other.title, "es")),
  );
}

function offerOf(manifest: CourseManifest): OfferedCourse {
  const { slug, title, summary, english, countries } = manifest;
  const lessons = Math.max(
    ...countries.map((country) => lessonsOf(forCountry(manifest, country)).length),
  );
  return { slug, title, summary, english, hours: hoursOf(manifest), lessons };
}

/** The edition that a course offers now: changes whenever its public pages do. */
export async function currentEdition(db: Executor, courseSlug: string): Promise<string | null> {
  const [row] = await executePrepared<{ version: string }>(
    db,
    sql`
    select current_edition_id || ' ' || synced_at as version from courses
    where slug = ${courseSlug} and current_edition_id is not null`,
  );
  return row?.version ?? null;
}

/** The editions on offer, as one text: changes whenever the catalogue does. */
export async function catalogueVersion(db: Executor): Promise<string | null> {
  const [row] = await db.execute<{ version: string | null }>(sql`
    select coalesce(string_agg(current_edition_id::text || synced_at, ' ' order by slug), '') as version
    from courses where current_edition_id is not null`);
  return row?.version ?? null;
}

/** A figure or sheet of some edition, by its hash; null for any other file. */
export async function courseFile(
  db: Executor,
  hash: string,
): Promise<{ mediaType: string; bytes: Buffer } | null> {
  const [row] = await db.execute<{ media_type: string; bytes: Buffer }>(sql`
    select media_type, bytes from files
    where hash = ${hash} and exists (select from edition_files where file_hash = files.hash)`);
  return row ? { mediaType: row.media_type, bytes: row.bytes } : null;
}

/** What a course and a lesson of it are called; null when there is no such lesson on offer. */
export async function lessonName(db: Executor, courseSlug: string, lessonId: string) {
  const [row] = await db.execute<{ course: string; lesson: string }>(sql`
    select manifest ->> 'title' as course, body ->> 'title' as lesson
    from courses
    join editions on editions.id = current_edition_id
    join edition_lessons on edition_id = editions.id and lesson_id = ${lessonId}
    join compiled_lessons on hash = compiled_hash
    where slug = ${courseSlug}`);
  if (!row) return null;
  return {
    course: { slug: courseSlug, title: row.course },
    lesson: { id: lessonId, title: row.lesson },
  };
}

/** The courses on offer that the viewer teaches, with the edition that is current. */
export async function taughtCourses(db: Executor, viewer: Viewer) {
  const rows = await db.execute<{ slug: string; title: string; edition: number }>(sql`
    select slug, manifest ->> 'title' as title, number as edition
    from courses join editions on editions.id = current_edition_id order by slug`);
  return rows.filter(({ slug }) => canTeach(viewer, slug)).map((row) => ({ ...row }));
}
