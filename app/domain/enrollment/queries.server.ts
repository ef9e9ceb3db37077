import { sql } from "drizzle-orm";
import { keepManifest, knownManifests } from "#app/domain/courses/known.server.ts";
import type { CourseManifest } from "#app/domain/courses/manifest.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { type Executor, executePrepared } from "#app/server/db.ts";
import type { ProgressByLesson } from "./completion.ts";
import { type ProgressRow, progressFrom } from "./progress-rows.ts";

/** A course as somebody finds it. */
export interface CourseView {
  manifest: CourseManifest;
  edition: number;
  /** Null for who is not enrolled. */
  enrollmentId: string | null;
  lastLessonId: string | null;
  progress: ProgressByLesson;
  examPassed: boolean;
}

interface Row extends Record<string, unknown> {
  slug: string;
  edition_id: string;
  number: number;
  manifest: unknown;
  enrollment_id: string | null;
  last_lesson_id: string | null;
  progress: ProgressRow[] | null;
  exam_passed: boolean;
}

/**
 * The course as `viewer` (null = nobody) finds it: their edition, or the current
 * one; null when there is none. One query.
 */
export async function courseFor(
  db: Executor,
  viewer: Pick<Viewer, "id"> | null,
  courseSlug: string,
): Promise<CourseView | null> {
  const [course] = await coursesWhere(db, viewer, courseSlug, sql`slug = ${courseSlug}`);
  return course ?? null;
}

/** The courses in which a person is enrolled, the latest visited first. One query. */
export async function myCourses(db: Executor, viewer: Pick<Viewer, "id">): Promise<CourseView[]> {
  return coursesWhere(db, viewer, "mine", sql`enrollments.id is not null`);
}

async function coursesWhere(
  db: Executor,
  viewer: Pick<Viewer, "id"> | null,
  address: string,
  condition: ReturnType<typeof sql>,
): Promise<CourseView[]> {
  const known = knownManifests([address]);
  const rows = await executePrepared<Row>(
    db,
    sql`
    select slug, editions.id as edition_id, editions.number,
      case when editions.id::text = any(string_to_array(${known.keys}::text, ',')) then null
        else editions.manifest end as manifest,
      enrollments.id as enrollment_id, last_lesson_id,
      (select json_agg(json_build_array(lesson_id, completed_at is not null,
          passed_at is not null, satisfied_at is not null))
        from lesson_progress where enrollment_id = enrollments.id) as progress,
      exists (select from attempts where enrollment_id = enrollments.id and passed) as exam_passed
    from courses
    left join enrollments on course_slug = slug and user_id = ${viewer?.id ?? null}::uuid
    join editions on editions.id = coalesce(enrollments.edition_id, current_edition_id)
    where ${condition}
    order by last_seen_at desc nulls last, slug`,
  );
  return rows.map((row) => ({
    manifest:
      known.values.get(row.edition_id) ?? keepManifest(address, row.edition_id, row.manifest),
    edition: row.number,
    enrollmentId: row.enrollment_id,
    lastLessonId: row.last_lesson_id,
    progress: progressFrom(row.progress),
    examPassed: row.exam_passed,
  }));
}
