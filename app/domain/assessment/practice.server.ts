import { sql } from "drizzle-orm";
import { type CourseManifest, examRules } from "#app/domain/courses/manifest.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { newId } from "#app/kernel/ids.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import type { GivenAnswer } from "./answer-fields.ts";
import { editionBank } from "./exam-bank.server.ts";
import type { FormItem } from "./form.ts";
import type { AssessmentItem, ItemResponse } from "./item.ts";
import { itemsByHash } from "./item-versions.server.ts";
import { drawPractice } from "./practice-form.ts";
import { isResponse, scoreItem } from "./scoring.ts";
import { fairRandom } from "./start-attempt.server.ts";

/** `nothing`: the course has no question to practise with. */
export type PracticeRefusal = "unknown" | "not-enrolled" | "nothing";

/**
 * Begins a practice exam, or answers the one that is open: pressing twice is one. It is no
 * attempt: it counts for no limit, no statistic and no certificate.
 */
export async function startPractice(
  db: Database,
  actor: Pick<Viewer, "id" | "country">,
  courseSlug: string,
  now: Date,
  random: () => number = fairRandom,
): Promise<Result<string, PracticeRefusal>> {
  return db.transaction(async (tx) => {
    const place = await placeOf(tx, actor.id, courseSlug);
    const exam = place && examRules(place.manifest);
    if (!place || !exam) return refused("unknown");
    if (!place.enrollment_id) return refused("not-enrolled");
    if (place.open_id) return done(place.open_id);
    const form = drawPractice({
      bank: await editionBank(tx, place.edition_id),
      blueprint: exam.blueprint,
      country: actor.country,
      times: await timesOf(tx, actor.id, courseSlug),
      random,
    });
    if (form.length === 0) return refused("nothing");
    const [row] = await tx.execute<{ id: string; fresh: boolean }>(sql`
      insert into practice_exams
        (id, user_id, enrollment_id, edition_id, course_slug, form, started_at)
      values (${newId()}, ${actor.id}, ${place.enrollment_id}, ${place.edition_id}, ${courseSlug},
        ${JSON.stringify(form)}::jsonb, ${now.toISOString()}::timestamptz)
      on conflict (enrollment_id) where finished_at is null
        do update set started_at = practice_exams.started_at
      returning id, xmax = 0 as fresh`);
    if (!row) throw new Error("A practice exam was neither made nor found");
    if (row.fresh)
      await recordPractice(tx, actor.id, "attempted", courseSlug, { practice: row.id });
    return done(row.id);
  });
}

/**
 * Keeps the answers to an open practice exam and, if `handIn`, ends it with its score. One that
 * ended already stays as it is. Refuses an answer that the question cannot have.
 */
export async function answerPractice(
  db: Database,
  actor: { id: string },
  { id, answers, handIn }: { id: string; answers: readonly GivenAnswer[]; handIn: boolean },
  now: Date,
): Promise<Result<null, "unknown" | "invalid">> {
  return db.transaction(async (tx) => {
    const [row] = await tx.execute<{
      course_slug: string;
      form: FormItem[];
      answers: Record<string, ItemResponse>;
      finished: boolean;
    }>(sql`
      select course_slug, form, answers, finished_at is not null as finished from practice_exams
      where id = ${id} and user_id = ${actor.id} for update`);
    if (!row) return refused("unknown");
    if (row.finished) return done(null);
    const items = await itemsOf(tx, row.form);
    for (const { item: itemId, response } of answers) {
      const item = items.find((one) => one.id === itemId);
      if (!item || (response.length > 0 && !isResponse(item, response))) return refused("invalid");
    }
    const given = answers.map(({ item, response }) => [item, response] as const);
    const kept = { ...row.answers, ...Object.fromEntries(given) };
    const points = items.map((item) => scoreItem(item, kept[item.id] ?? []));
    const score = points.reduce((sum, each) => sum + each, 0) / items.length;
    await tx.execute(sql`
      update practice_exams set answers = ${JSON.stringify(kept)}::jsonb,
        finished_at = ${handIn ? now.toISOString() : null}::timestamptz,
        score = ${handIn ? score : null}::real
      where id = ${id}`);
    if (handIn) {
      await recordPractice(tx, actor.id, "completed", row.course_slug, { practice: id, score });
    }
    return done(null);
  });
}

async function itemsOf(tx: Transaction | Database, form: readonly FormItem[]) {
  const items = await itemsByHash(
    tx,
    form.map(({ hash }) => hash),
  );
  return form.map(({ hash }) => items.get(hash) as AssessmentItem);
}

/** The course as the person has it, with their practice exam that is open. */
async function placeOf(tx: Transaction, userId: string, courseSlug: string) {
  const [row] = await tx.execute<{
    manifest: CourseManifest;
    edition_id: string;
    enrollment_id: string | null;
    open_id: string | null;
  }>(sql`
    select editions.manifest, editions.id as edition_id, enrollments.id as enrollment_id,
      (select id from practice_exams where enrollment_id = enrollments.id
        and finished_at is null) as open_id
    from courses
    left join enrollments on enrollments.course_slug = courses.slug
      and enrollments.user_id = ${userId}
    join editions on editions.id = coalesce(enrollments.edition_id, courses.current_edition_id)
    where courses.slug = ${courseSlug}`);
  return row ?? null;
}

/** How often the person has practised with each item. */
async function timesOf(tx: Transaction, userId: string, courseSlug: string) {
  const rows = await tx.execute<{ item: string; times: number }>(sql`
    select place ->> 'item' as item, count(*)::int as times
    from practice_exams, jsonb_array_elements(form) as place
    where user_id = ${userId} and course_slug = ${courseSlug} group by 1`);
  return new Map(rows.map(({ item, times }) => [item, times]));
}

function recordPractice(
  tx: Transaction,
  actorId: string,
  verb: "attempted" | "completed",
  course: string,
  result: Record<string, unknown>,
): Promise<void> {
  return record(tx, {
    actorId,
    verb,
    objectType: "practice-exam",
    objectId: course,
    result: { course, ...result },
  });
}
