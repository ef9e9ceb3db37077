import { sql } from "drizzle-orm";
import { replacementOf } from "#app/domain/assessment/attempt-facts.server.ts";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import type { ExamRules } from "#app/domain/courses/manifest.ts";
import { canSeeStatistics, canTeach } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { Executor } from "#app/server/db.ts";
import { type ItemSource, sourceOf } from "./item-source.ts";
import type { KeptItem, KeptStatistics } from "./kept-statistics.ts";

/** An exam in the list of those that the viewer may look into. */
export interface ListedExam {
  course: string;
  courseTitle: string;
  examTitle: string;
  /** Null = never calculated. */
  statistics: { n: number; flagged: number; computedAt: string } | null;
}

/** The exams on offer of the courses whose statistics the viewer may see. One query. */
export async function listedExams(db: Executor, viewer: Viewer): Promise<ListedExam[]> {
  const rows = await db.execute<{
    course: string;
    course_title: string;
    exam_title: string;
    n: number | null;
    flagged: number | null;
    computed_at: string | null;
  }>(sql`
    select slug as course, manifest ->> 'title' as course_title,
      manifest -> 'exam' ->> 'title' as exam_title, computed_at,
      (body -> 'exam' ->> 'n')::int as n,
      jsonb_array_length(jsonb_path_query_array(body,
        '$.items[*] ? (@.current == true && @.flags.size() > 0)')) as flagged
    from courses join editions on editions.id = current_edition_id
    left join exam_statistics on exam_statistics.course_slug = slug
      and test_id = manifest -> 'exam' ->> 'id'
    where manifest -> 'exam' ->> 'id' is not null order by 2`);
  return rows
    .filter(({ course }) => canSeeStatistics(viewer, course))
    .map(({ course, course_title, exam_title, n, flagged, computed_at }) => ({
      course,
      courseTitle: course_title,
      examTitle: exam_title,
      statistics:
        computed_at === null
          ? null
          : { n: n ?? 0, flagged: flagged ?? 0, computedAt: new Date(computed_at).toISOString() },
    }));
}

/** A panel's result beside the exam's statistics: `cut` 0 to 1. */
interface PublishedCut {
  id: string;
  cut: number;
  judges: number;
}

/** An exam with its statistics. */
export interface ExamReport {
  course: { slug: string; title: string };
  exam: Pick<ExamRules, "id" | "title" | "passMark">;
  /** ISO 8601 in UTC; null = never calculated. */
  computedAt: string | null;
  statistics: KeptStatistics | null;
  /** What the last panel that published proposes. */
  panel: PublishedCut | null;
  /** Whether the viewer may have it calculated, and set panels up. */
  mayTeach: boolean;
}

interface ExamRow extends Record<string, unknown> {
  course_title: string;
  exam: ExamRules;
  computed_at: string | null;
  body: KeptStatistics | null;
  panel: PublishedCut | null;
}

/** The exam of a course on offer, if the viewer may see its statistics. One query. */
export async function examReport(
  db: Executor,
  viewer: Viewer,
  course: string,
): Promise<ExamReport | null> {
  if (!canSeeStatistics(viewer, course)) return null;
  const [row] = await db.execute<ExamRow>(sql`
    select manifest ->> 'title' as course_title, manifest -> 'exam' as exam, computed_at, body,
      (select json_build_object('id', id, 'cut', angoff_results.body -> 'cut',
          'judges', angoff_results.body -> 'judges')
        from angoff_results join angoff_panels on id = panel_id
        where angoff_panels.course_slug = slug
          and angoff_panels.test_id = manifest -> 'exam' ->> 'id'
        order by published_at desc limit 1) as panel
    ${FROM_EXAM} where slug = ${course} and manifest -> 'exam' ->> 'id' is not null`);
  return row ? reportOf(row, viewer, course) : null;
}

function reportOf(row: ExamRow, viewer: Viewer, course: string): ExamReport {
  const { id, title, passMark } = row.exam;
  return {
    course: { slug: course, title: row.course_title },
    exam: { id, title, passMark },
    computedAt: row.computed_at && new Date(row.computed_at).toISOString(),
    statistics: row.body,
    panel: row.panel ?? null,
    mayTeach: canTeach(viewer, course),
  };
}

/** A version of an item beside its source, with the item's other versions. */
export interface ItemReport extends Omit<ExamReport, "statistics" | "panel"> {
  item: KeptItem;
  source: ItemSource;
  /** Newest first, this one too. */
  versions: KeptItem[];
  demonstration: boolean;
}

/** An item of an exam: the version named, else the newest that is in use. One query. */
export async function itemReport(
  db: Executor,
  viewer: Viewer,
  course: string,
  { itemId, hash }: { itemId: string; hash: string | null },
): Promise<ItemReport | null> {
  if (!canSeeStatistics(viewer, course)) return null;
  const [row] = await db.execute<ExamRow & { sources: Record<string, AssessmentItem> | null }>(sql`
    select manifest ->> 'title' as course_title, manifest -> 'exam' as exam, computed_at,
      body || jsonb_build_object('items', jsonb_path_query_array(body,
        '$.items[*] ? (@.itemId == $id)', jsonb_build_object('id', ${itemId}::text))) as body,
      (select json_object_agg(version.hash,
          coalesce(${replacementOf(sql`${course}`, sql`version.hash`)}, version.body))
        from item_versions as version where item_id = ${itemId}) as sources
    ${FROM_EXAM} where slug = ${course}`);
  if (!row?.body) return null;
  const versions = [...row.body.items].sort(
    (one, other) =>
      Number(other.current) - Number(one.current) || (one.since < other.since ? 1 : -1),
  );
  const item = versions.find((version) => hash === null || version.hash === hash);
  const source = item && row.sources?.[item.hash];
  if (!item || !source) return null;
  const { demonstration } = row.body;
  const { statistics: _, panel: __, ...report } = reportOf(row, viewer, course);
  return { ...report, item, source: sourceOf(source), versions, demonstration };
}

const FROM_EXAM = sql`from courses join editions on editions.id = current_edition_id
  left join exam_statistics on exam_statistics.course_slug = slug
    and test_id = manifest -> 'exam' ->> 'id'`;
