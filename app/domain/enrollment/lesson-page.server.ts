import { sql } from "drizzle-orm";
import {
  type KnownLesson,
  keepLesson,
  keepManifest,
  knownLessons,
  knownManifests,
} from "#app/domain/courses/known.server.ts";
import type { CompiledLesson } from "#app/domain/courses/lesson.ts";
import { type CourseManifest, forCountry } from "#app/domain/courses/manifest.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { type Executor, executePrepared } from "#app/server/db.ts";
import { together } from "#app/server/together.ts";
import type { ProgressByLesson } from "./completion.ts";
import { type ProgressRow, progressFrom } from "./progress-rows.ts";

/** Everything that the page of a lesson shows. */
export interface LessonPageData {
  /** Without what is another country's. */
  manifest: CourseManifest;
  lesson: CompiledLesson;
  /** Names both: the edition, and what the lesson was compiled from. Never of anything else. */
  contentKey: string;
  /** Its questions, by id. They hold the key: what a page gets is copied from them by name. */
  items: KnownLesson["items"];
  /** Null for who is not enrolled. */
  enrollmentId: string | null;
  progress: ProgressByLesson;
  examPassed: boolean;
  /** Latest answer to each of its questions; moments in ISO 8601, UTC. */
  answers: Record<string, { response: unknown; answeredAt: string }>;
}

/** Who opens which lesson, and when. */
interface Opening {
  userId: string | null;
  country: string | null;
  courseSlug: string;
  lessonId: string;
  now: Date;
}

/** Seconds before the moment of the last visit to the same lesson is written again. */
const VISIT_SECONDS = 300;

/**
 * A lesson as `viewer` (null = somebody without an account) finds it, in their
 * edition or the current one; null when there is no such lesson. In the same
 * statement, who is enrolled leaves a mark of where they are: the first opening
 * with its statement (cmi5 initialized), and the place at which any device resumes.
 */
export function lessonPage(
  db: Executor,
  viewer: Pick<Viewer, "id" | "country"> | null,
  courseSlug: string,
  lessonId: string,
  now: Date,
): Promise<LessonPageData | null> {
  const { id: userId, country } = viewer ?? { id: null, country: null };
  return openLesson(db, { userId, country, courseSlug, lessonId, now });
}

// A person's double visit would write the same row twice in one statement.
const openLesson = together(openLessons, { key: ({ userId }) => userId });

interface Row extends Record<string, unknown> {
  n: number;
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

async function openLessons(
  db: Executor,
  openings: readonly Opening[],
): Promise<(LessonPageData | null)[]> {
  const editions = knownManifests(openings.map(({ courseSlug }) => courseSlug));
  const lessons = knownLessons(openings.map(addressOf));
  const rows = await executePrepared<Row>(db, openingsQuery(openings, editions.keys, lessons.keys));
  const pages: (LessonPageData | null)[] = openings.map(() => null);
  for (const row of rows) {
    const opening = openings[row.n] as Opening;
    const { lesson, items } =
      lessons.values.get(row.lesson_key) ??
      keepLesson(addressOf(opening), row.lesson_key, row.body as CompiledLesson, row.items ?? {});
    const manifest =
      editions.values.get(row.edition_id) ??
      keepManifest(opening.courseSlug, row.edition_id, row.manifest);
    pages[row.n] = {
      manifest: forCountry(manifest, opening.country),
      lesson,
      contentKey: row.lesson_key,
      items,
      enrollmentId: row.enrollment_id,
      progress: progressFrom(row.progress),
      examPassed: row.exam_passed,
      answers: row.answers ?? {},
    };
  }
  return pages;
}

const addressOf = ({ courseSlug, lessonId }: Opening): string => `${courseSlug}/${lessonId}`;

/**
 * `visiting` passes over a row that another request is writing: it writes the same.
 * The planner is told by `limit` and `any(array())` that these are few rows among many.
 * Of content, which never changes, only what this process lacks is sent.
 */
function openingsQuery(openings: readonly Opening[], editions: string, lessons: string) {
  const asked = openings.map(({ userId, courseSlug, lessonId, now }, n) => {
    const stale = new Date(now.getTime() - VISIT_SECONDS * 1000);
    return { n, user_id: userId, course: courseSlug, lesson: lessonId, at: now, stale };
  });
  const lacks = sql`not (place.edition_id || ' ' || compiled_hash) = any(string_to_array(${lessons}::text, ','))`;
  return sql`
    with place as materialized (
      select n, asked.user_id, course, lesson, at, enrollment_id,
        last_lesson_id is distinct from lesson or last_seen_at < stale as is_elsewhere,
        edition_lessons.edition_id, edition_lessons.compiled_hash
      from json_to_recordset(${JSON.stringify(asked)}::json) as asked(n int, user_id uuid,
        course text, lesson text, at timestamptz, stale timestamptz)
      join courses on slug = course
      left join lateral (
        select enrollments.id as enrollment_id, edition_id, last_lesson_id, last_seen_at
        from enrollments where enrollments.user_id = asked.user_id and course_slug = course limit 1
      ) as enrolled on true
      join edition_lessons
        on edition_lessons.edition_id = coalesce(enrolled.edition_id, current_edition_id)
        and edition_lessons.lesson_id = lesson
    ), visiting as materialized (
      select id from enrollments
      where id = any(array(select enrollment_id from place where is_elsewhere))
      for no key update skip locked
    ), visited as (
      update enrollments set last_lesson_id = lesson, last_seen_at = at
      from place where id = enrollment_id and id = any(array(select id from visiting))
    ), opened as (
      insert into lesson_progress (enrollment_id, lesson_id, opened_at)
      select enrollment_id, lesson, at from place
      where enrollment_id is not null and not exists (select from lesson_progress
        where lesson_progress.enrollment_id = place.enrollment_id and lesson_id = lesson)
      order by enrollment_id
      on conflict do nothing
      returning enrollment_id
    ), initialized as (
      insert into statements (actor_id, verb, object_type, object_id, result)
      select user_id, 'initialized', 'lesson', course || '/' || lesson,
        jsonb_build_object('enrollment', enrollment_id, 'course', course)
      from opened join place using (enrollment_id)
    )
    select n, place.edition_id, place.edition_id || ' ' || compiled_hash as lesson_key,
      case when not place.edition_id::text = any(string_to_array(${editions}::text, ','))
        then (select manifest from editions where id = place.edition_id) end as manifest,
      case when ${lacks}
        then (select body from compiled_lessons where hash = compiled_hash) end as body,
      case when ${lacks} then (
        select json_object_agg(edition_items.item_id, item_versions.body)
          from compiled_lessons, jsonb_array_elements_text(body -> 'checks') as check_id
          join edition_items on edition_items.edition_id = place.edition_id and item_id = check_id
          join item_versions on item_versions.hash = edition_items.item_hash
          where compiled_lessons.hash = compiled_hash) end as items,
      enrollment_id,
      (select json_agg(json_build_array(lesson_id, completed_at is not null,
          passed_at is not null, satisfied_at is not null))
        from lesson_progress where lesson_progress.enrollment_id = place.enrollment_id) as progress,
      exists (select from attempts where attempts.enrollment_id = place.enrollment_id and passed)
        as exam_passed,
      (select json_object_agg(item_id, json_build_object('response', response, 'answeredAt', answered_at))
        from (select distinct on (item_id) item_id, response, answered_at from check_responses
          where check_responses.enrollment_id = place.enrollment_id and lesson_id = lesson
          order by item_id, answered_at desc, id desc) as latest) as answers
    from place`;
}
