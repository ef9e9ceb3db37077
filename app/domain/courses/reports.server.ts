import { sql } from "drizzle-orm";
import { spend } from "#app/domain/people/limits.server.ts";
import { addressKey } from "#app/domain/people/limits.ts";
import { canTeach } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { newId } from "#app/kernel/ids.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Executor } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import type { ReportView } from "./report.ts";

/** Who reports: a person, or an address without one. */
export interface Reporter {
  viewer: Pick<Viewer, "id"> | null;
  address: string;
}

/**
 * Keeps what somebody found wrong in a lesson, and tells its trainers. Refused
 * for a lesson that the current edition lacks, and past the limit of an hour.
 */
export async function reportLesson(
  db: Database,
  { viewer, address }: Reporter,
  lesson: { courseSlug: string; lessonId: string },
  text: string,
  now: Date,
): Promise<Result<{ id: string }, "no-lesson" | "too-many">> {
  const whose = viewer ? viewer.id : addressKey(address);
  const limit = viewer ? "report by account" : "report by address";
  if (!(await spend(db, [[limit, whose]], now))) return refused("too-many");
  return db.transaction(async (tx) => {
    const id = newId();
    const [made] = await tx.execute(sql`
      insert into lesson_reports (id, edition_id, course_slug, lesson_id, user_id, body, reported_at)
      select ${id}, edition_lessons.edition_id, slug, lesson_id, ${viewer?.id ?? null}::uuid,
        ${text}, ${now.toISOString()}::timestamptz
      from courses join edition_lessons on edition_lessons.edition_id = courses.current_edition_id
      where slug = ${lesson.courseSlug} and lesson_id = ${lesson.lessonId}
      returning 1`);
    if (!made) return refused("no-lesson");
    await record(tx, {
      actorId: viewer?.id ?? null,
      verb: "reported",
      objectType: "lesson",
      objectId: `${lesson.courseSlug}/${lesson.lessonId}`,
      result: { report: id, course: lesson.courseSlug },
    });
    return done({ id });
  });
}

interface Row extends Record<string, unknown> {
  id: string;
  course_slug: string;
  lesson_id: string;
  course_title: string;
  lesson_title: string | null;
  number: number;
  body: string;
  full_name: string | null;
  reported_at: string;
}

/** The unresolved reports of the courses that the viewer teaches, oldest first, at most 200. */
export async function openReports(db: Executor, viewer: Viewer): Promise<ReportView[]> {
  const slugs = await db.execute<{ course_slug: string }>(sql`
    select distinct course_slug from lesson_reports where resolved_at is null`);
  const taught = slugs.map((row) => row.course_slug).filter((slug) => canTeach(viewer, slug));
  if (taught.length === 0) return [];
  const rows = await db.execute<Row>(sql`
    select lesson_reports.id, lesson_reports.course_slug, lesson_id, body, reported_at, number,
      manifest ->> 'title' as course_title, full_name,
      (select compiled_lessons.body ->> 'title' from edition_lessons
        join compiled_lessons on hash = compiled_hash
        where edition_lessons.edition_id = editions.id
          and edition_lessons.lesson_id = lesson_reports.lesson_id) as lesson_title
    from lesson_reports
    join editions on editions.id = edition_id
    left join users on users.id = user_id
    where resolved_at is null and lesson_reports.course_slug in ${taught}
    order by reported_at limit 200`);
  return rows.map((row) => ({
    id: row.id,
    courseSlug: row.course_slug,
    courseTitle: row.course_title,
    lessonId: row.lesson_id,
    lessonTitle: row.lesson_title ?? row.lesson_id,
    edition: row.number,
    text: row.body,
    reportedBy: row.full_name,
    reportedAt: new Date(row.reported_at).toISOString(),
  }));
}

/** Says that a report was attended to. Twice is once; another course's report does not exist. */
export async function resolveReport(
  db: Database,
  actor: Viewer,
  reportId: string,
  now: Date,
): Promise<Result<null, "no-report">> {
  return db.transaction(async (tx) => {
    const [report] = await tx.execute<{ course_slug: string; resolved: boolean }>(sql`
      select course_slug, resolved_at is not null as resolved from lesson_reports
      where id = ${reportId} for update`);
    if (!report || !canTeach(actor, report.course_slug)) return refused("no-report");
    if (report.resolved) return done(null);
    await tx.execute(sql`
      update lesson_reports set resolved_at = ${now.toISOString()}::timestamptz,
        resolved_by = ${actor.id} where id = ${reportId}`);
    await record(tx, {
      actorId: actor.id,
      verb: "resolved",
      objectType: "lesson-report",
      objectId: reportId,
      result: { course: report.course_slug },
    });
    return done(null);
  });
}
