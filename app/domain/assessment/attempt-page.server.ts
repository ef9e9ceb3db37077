import { sql } from "drizzle-orm";
import type { ExamRules } from "#app/domain/courses/manifest.ts";
import { type Database, executePrepared } from "#app/server/db.ts";
import type { AttemptPage } from "./attempt-page.ts";
import type { FormItem } from "./form.ts";
import type { AssessmentItem, ItemResponse } from "./item.ts";
import { type SentFile, toQuestionView } from "./item-view.ts";

/**
 * The attempt of a person at a course's exam that is open (of two, which a merge of accounts
 * may leave, the first), else the latest; with question `number` of its form, all of them,
 * or none. Null when they never began one. One query.
 */
export async function attemptPage(
  db: Database,
  viewer: { id: string },
  courseSlug: string,
  which: number | "all" | "none",
  now: Date,
): Promise<AttemptPage | null> {
  const wanted =
    which === "all" ? sql`true` : which === "none" ? sql`false` : sql`ordinality = ${which}`;
  const [row] = await executePrepared<PageRow>(
    db,
    sql`
    select attempts.id, attempts.number, attempts.form, attempts.closes_at, attempts.finished_at,
      attempts.paused_at, attempts.pause_left,
      editions.manifest ->> 'title' as course_title, editions.manifest -> 'exam' as exam,
      (select coalesce(json_object_agg(item_id, json_build_object(
          'response', response, 'answeredAt', answered_at)), '{}')
        from jsonb_array_elements(attempts.form) as place
        cross join lateral (
          select item_id, response, answered_at from responses
          where attempt_id = attempts.id and item_id = place ->> 'item'
          order by answered_at desc, id desc limit 1
        ) as latest) as answers,
      (select coalesce(json_object_agg(item_versions.hash, item_versions.body), '{}')
        from jsonb_array_elements(attempts.form) with ordinality as place
        join item_versions on item_versions.hash = place.value ->> 'hash'
        where ${wanted}) as items,
      case when attempts.form @> '[{"interaction": "file-upload"}]' then
        (select coalesce(json_object_agg(item_id, files), '{}') from (
          select item_id, json_agg(json_build_object('id', id, 'name', name,
            'mediaType', media_type, 'size', size)) as files
          from response_files where attempt_id = attempts.id group by item_id) as sent)
        else '{}' end as files
    from attempts join editions on editions.id = attempts.edition_id
    where attempts.user_id = ${viewer.id} and editions.course_slug = ${courseSlug}
    order by attempts.finished_at is null desc,
      case when attempts.finished_at is null then attempts.number end,
      attempts.started_at desc limit 1`,
  );
  return row ? pageOf(row, now) : null;
}

interface PageRow extends Record<string, unknown> {
  id: string;
  number: number;
  form: FormItem[];
  closes_at: string | null;
  finished_at: string | null;
  paused_at: string | null;
  pause_left: number;
  course_title: string;
  exam: ExamRules;
  answers: Record<string, { response: ItemResponse; answeredAt: string }>;
  items: Record<string, AssessmentItem>;
  files: Record<string, SentFile[]>;
}

function pageOf({ answers, items, files, form, exam, ...row }: PageRow, now: Date): AttemptPage {
  return {
    now: now.toISOString(),
    id: row.id,
    number: row.number,
    courseTitle: row.course_title,
    exam: { title: exam.title, layout: exam.layout, minutes: exam.minutes },
    closesAt: row.closes_at && new Date(row.closes_at).toISOString(),
    pausedAt: row.paused_at && new Date(row.paused_at).toISOString(),
    pauseLeft: row.pause_left,
    finishedAt: row.finished_at && new Date(row.finished_at).toISOString(),
    answered: form.map(({ item }) => (answers[item]?.response.length ?? 0) > 0),
    questions: form.flatMap(({ item: id, hash, order }, index) => {
      const item = items[hash];
      if (!item) return [];
      const answer = answers[id];
      return [
        {
          number: index + 1,
          item: toQuestionView(item, order),
          response: answer?.response ?? [],
          sent: files[id] ?? [],
          answeredAt: answer ? new Date(answer.answeredAt).toISOString() : null,
        },
      ];
    }),
  };
}
