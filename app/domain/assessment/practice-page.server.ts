import { sql } from "drizzle-orm";
import { type CourseManifest, examRules } from "#app/domain/courses/manifest.ts";
import { Uuid } from "#app/kernel/ids.ts";
import type { Database } from "#app/server/db.ts";
import type { FormItem } from "./form.ts";
import type { AssessmentItem, ItemResponse } from "./item.ts";
import { toQuestionView } from "./item-view.ts";
import type { PracticeHome, PracticePage } from "./practice.ts";
import { reviewOf } from "./practice-review.ts";
import { partsTaken } from "./scoring.ts";

/** Practice exams listed. */
const LISTED = 10;

/** What somebody has practised of a course; null where there is no such course or it has no exam. One query. */
export async function practiceHome(
  db: Database,
  viewer: { id: string },
  courseSlug: string,
): Promise<PracticeHome | null> {
  const [row] = await db.execute<{
    manifest: CourseManifest;
    enrollment_id: string | null;
    open_id: string | null;
    past: PracticeHome["past"] | null;
    count: number;
    best: number | null;
  }>(sql`
    select editions.manifest, enrollments.id as enrollment_id, own.*,
      (select json_agg(json_build_object('id', id, 'finishedAt', finished_at, 'score', score)
          order by finished_at desc)
        from (select id, finished_at, score from practice_exams
          where enrollment_id = enrollments.id and finished_at is not null
          order by finished_at desc limit ${LISTED}) as latest) as past
    from courses
    left join enrollments on enrollments.course_slug = courses.slug
      and enrollments.user_id = ${viewer.id}
    join editions on editions.id = coalesce(enrollments.edition_id, courses.current_edition_id)
    cross join lateral (
      select (array_agg(id) filter (where finished_at is null))[1] as open_id,
        count(finished_at)::int as count, max(score) as best
      from practice_exams where enrollment_id = enrollments.id) as own
    where courses.slug = ${courseSlug}`);
  if (!row || !examRules(row.manifest)) return null;
  return {
    courseSlug,
    courseTitle: row.manifest.title,
    enrollmentId: row.enrollment_id,
    openId: row.open_id,
    past: row.past ?? [],
    count: row.count,
    best: row.best,
  };
}

/**
 * A practice exam of a person: its questions without keys while it is open; once it is handed in,
 * with every key and explanation. Null = they have no such one in this course. One query.
 */
export async function practicePage(
  db: Database,
  viewer: { id: string },
  courseSlug: string,
  id: string,
): Promise<PracticePage | null> {
  if (!Uuid.safeParse(id).success) return null;
  const [row] = await db.execute<{
    title: string;
    form: FormItem[];
    answers: Record<string, ItemResponse>;
    score: number | null;
    items: Record<string, AssessmentItem>;
  }>(sql`
    select editions.manifest ->> 'title' as title, form, answers, score,
      (select json_object_agg(item_versions.hash, item_versions.body)
        from jsonb_array_elements(form) as place
        join item_versions on item_versions.hash = place ->> 'hash') as items
    from practice_exams join editions on editions.id = edition_id
    where practice_exams.id = ${id} and user_id = ${viewer.id}
      and practice_exams.course_slug = ${courseSlug}`);
  if (!row) return null;
  const { title, form, answers, score } = row;
  const asked = form.map(({ hash, order, item: itemId }) => {
    const item = row.items[hash] as AssessmentItem;
    return { item, order, response: partsTaken(item, answers[itemId] ?? []) };
  });
  const isOver = score !== null;
  return {
    ...{ id, courseSlug, courseTitle: title, score },
    review: isOver ? asked.map(({ item, response }) => reviewOf(item, response)) : null,
    questions: isOver
      ? []
      : asked.map(({ item, order, response }, index) => ({
          number: index + 1,
          item: toQuestionView(item, order),
          response,
          sent: [],
          answeredAt: null,
        })),
  };
}
