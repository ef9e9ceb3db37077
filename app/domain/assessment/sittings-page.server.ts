import { sql } from "drizzle-orm";
import { type CourseManifest, examRules } from "#app/domain/courses/manifest.ts";
import { canProctorCourse, canTeach } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { Database } from "#app/server/db.ts";
import { isProctored } from "./proctor-reach.server.ts";
import type { ProctoredExam, SittingRow, SittingsPage } from "./sittings-page.ts";

/** The exams on offer that the viewer watches over, by title. One query. */
export async function proctoredExams(
  db: Database,
  viewer: Viewer,
  now: Date,
): Promise<ProctoredExam[]> {
  const reached = isProctored(viewer, sql`courses.slug`, sql`users.organization_id`);
  const rows = await db.execute<{
    slug: string;
    title: string;
    open: number;
    sittings: number;
  }>(sql`
    select courses.slug, editions.manifest ->> 'title' as title,
      (select count(*)::int from attempts
        join editions as own on own.id = attempts.edition_id
        join users on users.id = attempts.user_id
        where own.course_slug = courses.slug and attempts.finished_at is null and ${reached}) as open,
      (select count(*)::int from exam_sittings where exam_sittings.course_slug = courses.slug
        and cancelled_at is null and closes_at > ${now.toISOString()}::timestamptz) as sittings
    from courses join editions on editions.id = courses.current_edition_id
    where jsonb_typeof(editions.manifest -> 'exam') = 'object'`);
  return rows
    .filter(({ slug }) => canProctorCourse(viewer, slug))
    .map(({ slug, title, ...counts }) => ({ courseSlug: slug, courseTitle: title, ...counts }))
    .sort((one, other) => one.courseTitle.localeCompare(other.courseTitle, "es"));
}

/** The sittings of a course, the latest first; null where the viewer watches over nobody. One query. */
export async function sittingsPage(
  db: Database,
  viewer: Viewer,
  courseSlug: string,
  now: Date,
): Promise<SittingsPage | null> {
  if (!canProctorCourse(viewer, courseSlug)) return null;
  const reached = isProctored(viewer, sql`courses.slug`, sql`users.organization_id`);
  const [row] = await db.execute<{
    manifest: CourseManifest;
    sittings: Omit<SittingRow, "is">[] | null;
  }>(sql`
    select editions.manifest,
      (select json_agg(json_build_object('id', s.id, 'title', s.title, 'opensAt', s.opens_at,
          'closesAt', s.closes_at, 'accessCode', s.access_code, 'cancelledAt', s.cancelled_at,
          'createdBy', by_whom.full_name, 'begun', (select count(*) from attempts
            join users on users.id = attempts.user_id
            where attempts.sitting_id = s.id and ${reached}))
          order by s.opens_at desc, s.id)
        from exam_sittings s join users as by_whom on by_whom.id = s.created_by
        where s.course_slug = courses.slug) as sittings
    from courses join editions on editions.id = courses.current_edition_id
    where courses.slug = ${courseSlug}`);
  const exam = row && examRules(row.manifest);
  if (!row || !exam) return null;
  return {
    courseSlug,
    courseTitle: row.manifest.title,
    onlyInSittings: exam.onlyInSittings,
    mayChange: canTeach(viewer, courseSlug),
    sittings: (row.sittings ?? []).map((sitting) => ({
      ...sitting,
      opensAt: new Date(sitting.opensAt).toISOString(),
      closesAt: new Date(sitting.closesAt).toISOString(),
      is: standing(sitting, now),
    })),
  };
}

function standing(sitting: Omit<SittingRow, "is">, now: Date): SittingRow["is"] {
  if (sitting.cancelledAt !== null) return "cancelled";
  if (new Date(sitting.closesAt) <= now) return "over";
  return new Date(sitting.opensAt) <= now ? "open" : "to-come";
}
