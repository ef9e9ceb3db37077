import { sql } from "drizzle-orm";
import type { FormItem } from "#app/domain/assessment/form.ts";
import { itemsByHash } from "#app/domain/assessment/item-versions.server.ts";
import { scoreAttempt } from "#app/domain/assessment/scoring.ts";
import type { Database } from "#app/server/db.ts";
import type { Acknowledged } from "./official.ts";

/** What the database holds against what was acknowledged; each of these has to be 0. */
export interface Verdict {
  /** Acknowledged, and not there with that response, moment and mark. */
  lost: number;
  /** Rows that nobody sent, and statements of an answer that are not one a row. */
  doubled: number;
  /** People without exactly one attempt, with one statement of its start and one of its end. */
  attempts: number;
  /** Attempts whose score is not that of the answers acknowledged. */
  scores: number;
}

/** Compares the answers acknowledged at the exam of a course with what the database holds. */
export async function judge(
  db: Database,
  { course, people, passMark }: { course: string; people: number; passMark: number },
  { acknowledged, sent }: { acknowledged: readonly Acknowledged[]; sent: readonly string[] },
): Promise<Verdict> {
  return {
    lost: await lost(db, acknowledged),
    doubled: await doubled(db, course, sent),
    attempts: await attemptsAmiss(db, course, people),
    scores: await scoresAmiss(db, course, passMark, acknowledged),
  };
}

async function lost(db: Database, acknowledged: readonly Acknowledged[]): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count
    from json_to_recordset(${JSON.stringify(acknowledged)}::json) as told(id uuid, attempt uuid,
      item text, response jsonb, "savedAt" timestamptz, late boolean)
    where not exists (select from responses
      where responses.id = told.id and attempt_id = attempt and item_id = item
        and responses.response = told.response
        and answered_at = coalesce("savedAt", answered_at)
        and responses.late = coalesce(told.late, responses.late))`);
  return row?.count ?? 0;
}

async function doubled(db: Database, course: string, sent: readonly string[]): Promise<number> {
  const ids = JSON.stringify([...new Set(sent)]);
  const [row] = await db.execute<{ unsent: number; kept: number; stated: number }>(sql`
    with kept as (
      select responses.id, attempt_id from responses
      join attempts on attempts.id = attempt_id
      join enrollments on enrollments.id = enrollment_id where course_slug = ${course}
    )
    select (select count(*)::int from kept) as kept,
      (select count(*)::int from kept where id::text not in
        (select jsonb_array_elements_text(${ids}::jsonb))) as unsent,
      (select count(*)::int from statements where verb = 'answered'
        and (result ->> 'attempt')::uuid in (select attempt_id from kept)) as stated`);
  const { unsent = 0, kept = 0, stated = 0 } = row ?? {};
  return unsent + Math.abs(stated - kept);
}

async function attemptsAmiss(db: Database, course: string, people: number): Promise<number> {
  const [row] = await db.execute<{ right: number; all: number }>(sql`
    with tried as (
      select attempts.id, attempts.finished_at,
        (select count(*) from attempts other where other.user_id = attempts.user_id
          and other.test_id = attempts.test_id) as times
      from attempts join enrollments on enrollments.id = enrollment_id
      where course_slug = ${course}
    ), stated as (
      select (result ->> 'attempt')::uuid as id,
        count(*) filter (where verb = 'attempted') as starts,
        count(*) filter (where verb in ('passed', 'failed')) as ends
      from statements where verb in ('attempted', 'passed', 'failed')
        and result ->> 'course' = ${course} and object_type = 'exam' group by 1
    )
    select count(*)::int as all, count(*) filter (where times = 1 and starts = 1
      and ends = 1 and finished_at is not null)::int as right
    from tried left join stated using (id)`);
  const { right = 0, all = 0 } = row ?? {};
  return Math.abs(people - right) + (all - right);
}

/** The last answer acknowledged to each item, scored anew. */
async function scoresAmiss(
  db: Database,
  course: string,
  passMark: number,
  acknowledged: readonly Acknowledged[],
): Promise<number> {
  const attempts = await db.execute<{ id: string; form: FormItem[]; score: number | null }>(sql`
    select attempts.id, form, score from attempts
    join enrollments on enrollments.id = enrollment_id where course_slug = ${course}`);
  const hashes = new Set(attempts.flatMap(({ form }) => form.map(({ hash }) => hash)));
  const items = await itemsByHash(db, [...hashes]);
  const given = new Map<string, Map<string, string[]>>();
  for (const { attempt, item, response } of acknowledged) {
    const answers = given.get(attempt) ?? new Map();
    given.set(attempt, answers.set(item, response));
  }
  return attempts.filter(({ id, form, score }) => {
    const asked = form.flatMap(({ hash }) => items.get(hash) ?? []);
    const expected = scoreAttempt(asked, given.get(id) ?? new Map(), passMark).score;
    return score === null || Math.abs(score - expected) > 1e-6;
  }).length;
}
