import { sql } from "drizzle-orm";
import { rekeyedItems } from "#app/domain/assessment/attempt-facts.server.ts";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { itemsByHash } from "#app/domain/assessment/item-versions.server.ts";
import { scoreItem } from "#app/domain/assessment/scoring.ts";
import type { Executor } from "#app/server/db.ts";
import { type Sitting, secondsOf } from "./sitting.ts";

/** An exam of a course. */
export interface Exam {
  course: string;
  test: string;
}

export interface ExamSittings {
  sittings: Sitting[];
  /** Every version that was asked, with the key by which it is scored now. */
  items: Map<string, AssessmentItem>;
  /** The last attempt counted. */
  through: string | null;
  /** Only people of the demonstration have finished it. */
  demonstration: boolean;
}

/**
 * People whose attempts are counted, the latest: a share of one half is then known to ±0.014,
 * and the calculation takes seconds and tens of megabytes.
 */
const MOST_PEOPLE = 5000;

/** Attempts that are read together. */
const BATCH = 500;

/**
 * The first attempt of each person at an exam, in whatever edition, if it is finished and waits
 * for nobody's mark; of more than `MOST_PEOPLE`, those who finished last. Accounts that were
 * merged are one person. Left out: attempts of which points are left and no answer, who erased
 * their data, who teaches or runs the programme now or was a judge of a panel before (they have
 * seen keys), and the people of the demonstration wherever somebody real has finished.
 */
export async function examSittings(db: Executor, exam: Exam): Promise<ExamSittings> {
  const first = await firstAttempts(db, exam);
  const demonstration = first.length > 0 && first.every((row) => row.demonstration);
  const counted = first.filter((row) => row.demonstration === demonstration).slice(-MOST_PEOPLE);
  const items = new Map<string, AssessmentItem>();
  const rekeyed = await rekeyedItems(db, exam.course);
  const sittings: Sitting[] = [];
  for (let from = 0; from < counted.length; from += BATCH) {
    const attempts = await answersOf(
      db,
      counted.slice(from, from + BATCH).map(({ id }) => id),
    );
    const hashes = attempts.flatMap(({ form }) => form.map(([, hash]) => hash));
    for (const [hash, item] of await itemsByHash(db, hashes))
      items.set(hash, rekeyed.get(hash) ?? item);
    sittings.push(...attempts.map((attempt) => sittingOf(attempt, items)));
  }
  return { sittings, items, through: counted.at(-1)?.id ?? null, demonstration };
}

interface FirstAttempt extends Record<string, unknown> {
  id: string;
  demonstration: boolean;
}

async function firstAttempts(db: Executor, { course, test }: Exam): Promise<FirstAttempt[]> {
  const rows = await db.execute<FirstAttempt>(sql`
    with recursive taken as (
      select attempts.id, user_id, started_at, finished_at, score
      from attempts join editions on editions.id = edition_id
      where course_slug = ${course} and test_id = ${test}
    ), account(user_id, at) as (
      select distinct user_id, user_id from taken
      union select user_id, kept_user_id from account join merges on merged_user_id = account.at
    ), person as (
      select user_id, at as person from account
      where not exists (select from merges where merged_user_id = account.at)
    ), first as (
      select distinct on (person) person, id, user_id, started_at, finished_at, score
      from taken join person using (user_id) order by person, started_at, id
    )
    select first.id, demonstration
    from first join users on users.id = person
    where finished_at is not null and score is not null
      and (score = 0 or exists (select from responses where attempt_id = first.id))
      and not exists (select from erasures where erasures.user_id in (person, first.user_id))
      and not exists (select from role_assignments as held
        where held.user_id in (person, first.user_id) and held.ended_at is null
          and held.role in ('trainer', 'manager', 'admin'))
      and not exists (select from angoff_judges as judge
        where judge.user_id in (person, first.user_id) and judge.accepted_at < started_at)
    order by finished_at, first.id`);
  return [...rows];
}

interface AttemptRow extends Record<string, unknown> {
  /** Milliseconds, as are the moments of the answers. */
  started: number;
  /** Item and version, in the order asked. */
  form: [item: string, hash: string][];
  /** Those that count, in the order given. */
  answers: [item: string, response: string[], at: number][] | null;
  /** What people's marks came to, 0 to 1. */
  marks: Record<string, number>;
}

async function answersOf(db: Executor, ids: readonly string[]): Promise<AttemptRow[]> {
  const rows = await db.execute<AttemptRow>(sql`
    select extract(epoch from started_at)::float8 * 1000 as started,
      (select json_agg(json_build_array(place ->> 'item', place ->> 'hash') order by position)
        from jsonb_array_elements(form) with ordinality as places(place, position)) as form,
      (select json_agg(json_build_array(item_id, response,
          extract(epoch from answered_at)::float8 * 1000) order by answered_at, responses.id)
        from responses where attempt_id = attempts.id and not late) as answers,
      (select coalesce(json_object_agg(item_id, share), '{}') from (
        select distinct on (item_id) item_id, share from responses_to_mark
        join settled_scores on settled_scores.to_mark_id = responses_to_mark.id
        where attempt_id = attempts.id order by item_id, settled_scores.id desc) as settled) as marks
    from attempts where id in ${ids} and form <> '[]' order by id`);
  return [...rows];
}

function sittingOf(
  { started, form, answers, marks }: AttemptRow,
  items: ReadonlyMap<string, AssessmentItem>,
): Sitting {
  const given = answers ?? [];
  const latest = new Map(given.map(([item, response]) => [item, response]));
  const seconds = secondsOf(
    started,
    given.map(([item, , at]) => ({ item, at })),
  );
  return {
    answers: form.map(([item, hash]) => {
      const response = latest.get(item) ?? [];
      const score = marks[item] ?? scoreItem(items.get(hash) as AssessmentItem, response);
      return { hash, score, response, seconds: seconds.get(item) ?? null };
    }),
  };
}
