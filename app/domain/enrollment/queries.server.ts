import { type SQL, sql } from "drizzle-orm";
import { type Known, keepManifest, knownManifests } from "#app/domain/courses/known.server.ts";
import { type CourseManifest, forCountry } from "#app/domain/courses/manifest.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { type Executor, executePrepared } from "#app/server/db.ts";
import { type Question, question } from "#app/server/question.ts";
import type { ProgressByLesson } from "./completion.ts";
import { type ProgressRow, progressFrom } from "./progress-rows.ts";

type Learner = Pick<Viewer, "id" | "country">;

/** A course as somebody finds it: without what is another country's. */
export interface CourseView {
  manifest: CourseManifest;
  edition: number;
  /** Null for who is not enrolled. */
  enrollmentId: string | null;
  lastLessonId: string | null;
  progress: ProgressByLesson;
  examPassed: boolean;
}

type Manifests = Known<CourseManifest>;

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
  viewer: Learner | null,
  courseSlug: string,
): Promise<CourseView | null> {
  const known = knownManifests([courseSlug]);
  const query = coursesWhere(viewer, known, sql`slug = ${courseSlug}`);
  const [row] = await executePrepared<Row>(db, query);
  return row ? viewOf(row, courseSlug, known, viewer) : null;
}

/** The courses in which a person is enrolled, the latest visited first. */
export function myCourses(viewer: Learner): Question<CourseView[]> {
  const known = knownManifests(["mine"]);
  return question(
    coursesWhere(viewer, known, sql`enrollments.id is not null`),
    (rows: readonly Row[]) => rows.map((row) => viewOf(row, "mine", known, viewer)),
  );
}

const coursesWhere = (viewer: Learner | null, { keys }: Manifests, condition: SQL) => sql`
    select slug, editions.id as edition_id, editions.number,
      case when editions.id::text = any(string_to_array(${keys}::text, ',')) then null
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
    order by last_seen_at desc nulls last, slug`;

function viewOf(row: Row, address: string, known: Manifests, viewer: Learner | null): CourseView {
  const whole =
    known.values.get(row.edition_id) ?? keepManifest(address, row.edition_id, row.manifest);
  return {
    manifest: forCountry(whole, viewer?.country ?? null),
    edition: row.number,
    enrollmentId: row.enrollment_id,
    lastLessonId: row.last_lesson_id,
    progress: progressFrom(row.progress),
    examPassed: row.exam_passed,
  };
}
