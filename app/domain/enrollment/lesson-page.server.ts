import { sql } from "drizzle-orm";
import {
  type KnownLesson,
  keepLesson,
  keepManifest,
  knownLessons,
  knownManifests,
} from "#app/domain/courses/known.server.ts";
import type { CompiledLesson } from "#app/domain/courses/lesson.ts";
import type { CourseManifest } from "#app/domain/courses/manifest.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { type Executor, executePrepared } from "#app/server/db.ts";
import type { ProgressByLesson } from "./completion.ts";
import { type ProgressRow, progressFrom } from "./progress-rows.ts";

/** Everything that the page of a lesson shows. */
export interface LessonPageData {
  manifest: CourseManifest;
  lesson: CompiledLesson;
  /** Its questions, by id. They hold the key: what a page gets is copied from them by name. */
  items: KnownLesson["items"];
  /** Null for who is not enrolled. */
  enrollmentId: string | null;
  progress: ProgressByLesson;
  examPassed: boolean;
  /** Latest answer to each of its questions; moments in ISO 8601, UTC. */
  answers: Record<string, { response: unknown; answeredAt: string }>;
}

interface Row extends Record<string, unknown> {
  edition_id: string;
  lesson_key: string;
  manifest: unknown;
  body: CompiledLesson | null;
  items: Record<string, unknown> | null;
  enrollment_id: string | null;
  progress: ProgressRow[] | null;
  exam_passed: boolean;
  answers: LessonPageData["answers"] | null;
}

/** Seconds before the moment of the last visit to the same lesson is written again. */
const VISIT_SECONDS = 300;

/**
 * A lesson as `viewer` (null = somebody without an account) finds it, in their
 * edition or the current one; null when there is no such lesson. In the same
 * statement, who is enrolled leaves a mark of where they are: the first opening
 * with its statement (cmi5 initialized), and the place at which any device resumes.
 */
export async function lessonPage(
  db: Executor,
  viewer: Pick<Viewer, "id"> | null,
  courseSlug: string,
  lessonId: string,
  now: Date,
): Promise<LessonPageData | null> {
  const address = `${courseSlug}/${lessonId}`;
  const editions = knownManifests(courseSlug);
  const lessons = knownLessons(address);
  const query = viewer
    ? learnerQuery(viewer.id, courseSlug, lessonId, now, editions.keys, lessons.keys)
    : readerQuery(courseSlug, lessonId, editions.keys, lessons.keys);
  const [row] = await executePrepared<Row>(db, query);
  if (!row) return null;
  const { lesson, items } =
    lessons.values.get(row.lesson_key) ??
    keepLesson(address, row.lesson_key, row.body as CompiledLesson, row.items ?? {});
  return {
    manifest:
      editions.values.get(row.edition_id) ?? keepManifest(courseSlug, row.edition_id, row.manifest),
    lesson,
    items,
    enrollmentId: row.enrollment_id,
    progress: progressFrom(row.progress),
    examPassed: row.exam_passed,
    answers: row.answers ?? {},
  };
}

/** The immutable part, sent only if this process lacks it. `place` has edition_id. */
function contentColumns(knownEditions: string, knownLessonKeys: string) {
  const lacks = sql`not (place.edition_id || ' ' || compiled_hash) = any(string_to_array(${knownLessonKeys}::text, ','))`;
  return sql`place.edition_id, place.edition_id || ' ' || compiled_hash as lesson_key,
    case when not place.edition_id::text = any(string_to_array(${knownEditions}::text, ','))
      then (select manifest from editions where id = place.edition_id) end as manifest,
    case when ${lacks}
      then (select body from compiled_lessons where hash = compiled_hash) end as body,
    case when ${lacks} then (
      select json_object_agg(edition_items.item_id, item_versions.body)
        from compiled_lessons, jsonb_array_elements_text(body -> 'checks') as check_id
        join edition_items on edition_items.edition_id = place.edition_id and item_id = check_id
        join item_versions on item_versions.hash = edition_items.item_hash
        where compiled_lessons.hash = compiled_hash) end as items`;
}

function readerQuery(courseSlug: string, lessonId: string, editions: string, lessons: string) {
  return sql`
    with place as (
      select current_edition_id as edition_id from courses where slug = ${courseSlug}
    )
    select ${contentColumns(editions, lessons)},
      null as enrollment_id, null as progress, false as exam_passed, null as answers
    from place join edition_lessons on edition_lessons.edition_id = place.edition_id
      and edition_lessons.lesson_id = ${lessonId}`;
}

function learnerQuery(
  userId: string,
  courseSlug: string,
  lessonId: string,
  now: Date,
  editions: string,
  lessons: string,
) {
  const at = now.toISOString();
  const stale = new Date(now.getTime() - VISIT_SECONDS * 1000).toISOString();
  return sql`
    with place as (
      select enrollments.id as enrollment_id, courses.slug, last_lesson_id, last_seen_at,
        edition_lessons.edition_id, edition_lessons.compiled_hash
      from courses
      left join enrollments on course_slug = slug and user_id = ${userId}
      join edition_lessons
        on edition_lessons.edition_id = coalesce(enrollments.edition_id, current_edition_id)
        and edition_lessons.lesson_id = ${lessonId}
      where slug = ${courseSlug}
    ), visited as (
      update enrollments set last_lesson_id = ${lessonId}, last_seen_at = ${at}::timestamptz
      from place
      where enrollments.id = place.enrollment_id
        and (place.last_lesson_id is distinct from ${lessonId}
          or place.last_seen_at < ${stale}::timestamptz)
    ), opened as (
      insert into lesson_progress (enrollment_id, lesson_id, opened_at)
      select enrollment_id, ${lessonId}, ${at}::timestamptz from place
      where enrollment_id is not null and not exists (select from lesson_progress
        where lesson_progress.enrollment_id = place.enrollment_id and lesson_id = ${lessonId})
      on conflict do nothing
      returning enrollment_id
    ), initialized as (
      insert into statements (actor_id, verb, object_type, object_id, result)
      select ${userId}, 'initialized', 'lesson', ${`${courseSlug}/${lessonId}`},
        jsonb_build_object('enrollment', enrollment_id, 'course', ${courseSlug}::text)
      from opened
    )
    select ${contentColumns(editions, lessons)}, place.enrollment_id,
      (select json_agg(json_build_array(lesson_id, completed_at is not null,
          passed_at is not null, satisfied_at is not null))
        from lesson_progress where lesson_progress.enrollment_id = place.enrollment_id) as progress,
      exists (select from attempts where attempts.enrollment_id = place.enrollment_id and passed)
        as exam_passed,
      (select json_object_agg(item_id, json_build_object('response', response, 'answeredAt', answered_at))
        from (select distinct on (item_id) item_id, response, answered_at from check_responses
          where check_responses.enrollment_id = place.enrollment_id and lesson_id = ${lessonId}
          order by item_id, answered_at desc, id desc) as latest) as answers
    from place`;
}
