import { sql } from "drizzle-orm";
import { type Database, type Executor, executePrepared } from "#app/server/db.ts";
import { type Question, question } from "#app/server/question.ts";
import { type Counts, type Program, type PublishedGoal, publish } from "./figures.ts";

interface Answer {
  program: Program | null;
  counts: Counts;
}

/**
 * The goal as it is published, or null when no programme has been named. Counted: distinct
 * people (merged accounts are one) who hold the programme's certification, neither revoked,
 * suspended, superseded nor expired, and whose municipality has confirmed them; each where that
 * municipality is, in the month in which they first got it, whatever was corrected since.
 */
export function publishedGoal(now: Date): Question<PublishedGoal | null> {
  return question(goalQuery(now), ([answer]: readonly Answer[]) =>
    answer?.program ? publish(answer.program, answer.counts, now) : null,
  );
}

const goalQuery = (now: Date) => sql`
    with recursive program as materialized (
      select p.*, case when 'GT' = any(countries) then 'America/Guatemala' else 'America/Santiago' end zone
      from programs p order by created_at limit 1
    ),
    ancestry as (
      select successor_id id, predecessor_id ancestor from successions
      union select a.id, s.predecessor_id from ancestry a
        join successions s on s.successor_id = a.ancestor
    ),
    origin as (
      select a.id, min(c.issued_at) first_at
      from ancestry a join credentials c on c.id = a.ancestor group by 1
    ),
    own as (
      select c.user_id person, min(least(c.issued_at, origin.first_at)) first_at
      from credentials c left join origin on origin.id = c.id
      where c.achievement_id = (select achievement_id from program) and ${isValid(now)}
        and not exists (select 1 from merges m where m.merged_user_id = c.user_id)
      group by 1
    ),
    inherited as (
      select m.kept_user_id person, min(least(c.issued_at, origin.first_at)) first_at
      from merges m join credentials c on c.user_id = m.merged_user_id
        left join origin on origin.id = c.id
      where c.achievement_id = (select achievement_id from program) and ${isValid(now)}
        and not exists (select 1 from own where own.person = m.kept_user_id)
      group by 1
    ),
    counted as materialized (
      select a.organization_id, date_trunc('month', first_at at time zone (select zone from program)) as month,
        count(*)::int people, grouping(a.organization_id) = 0 placed
      from (select * from own union all select * from inherited) certified
      join affiliations a on a.user_id = person and a.ended_at is null
      where a.organization_id in (select o.id from organizations o
        join territories t on t.code = o.territory_code
        where o.kind = 'municipality' and t.country = any((select countries from program)::text[]))
      group by grouping sets ((1), (2))
    ),
    places as (
      select t.* from territories t where t.country = any((select countries from program)::text[])
    )
    select
      (select jsonb_build_object('id', id, 'name', name, 'countries', countries, 'goal', goal,
        'startsOn', starts_on, 'years', years, 'achievementId', achievement_id) from program) program,
      jsonb_build_object(
        'countries', (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'name', name)
          order by name), '[]') from places where level = 'country'),
        'divisions', (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'name', name,
          'country', country) order by name), '[]') from places where level = 'division'),
        'municipalities', (select coalesce(jsonb_agg(jsonb_build_object('code', t.code, 'name', t.name,
          'division', t.parent_code, 'people', people) order by t.name), '[]')
          from counted join organizations o on o.id = organization_id
          join territories t on t.code = o.territory_code where placed),
        'months', (select coalesce(jsonb_agg(jsonb_build_object('month', to_char(month, 'YYYY-MM'),
          'people', people)), '[]') from counted where not placed),
        'courses', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'title', title,
          'certificates', certificates) order by title), '[]') from (
            select a.id, (array_agg(a.body->>'title' order by a.edition desc))[1] title,
              (select count(*)::int from credentials c
                where c.achievement_id = a.id and ${isValid(now)}) certificates
            from achievements a where a.kind = 'course' group by a.id) courses)
      ) counts`;

const isValid = (now: Date) => sql`c.issued_at is not null
  and (c.expires_at is null or c.expires_at > ${now.toISOString()})
  and not exists (select 1 from revocations r where r.credential_id = c.id)
  and not exists (select 1 from successions s where s.predecessor_id = c.id)
  and not exists (select 1 from suspensions s where s.credential_id = c.id and s.lifted_at is null)`;

/** Statements of these verbs change the goal's numbers. */
const COUNTED_VERBS = [
  ...["earned", "revoked", "suspended", "lifted", "superseded"],
  ...["confirmed", "ended", "merged", "erased", "updated"],
];

/** Of each verb, as many of the latest as may be committed out of the order of their ids. */
const LATEST = 16;

/**
 * What the goal's numbers depend on, cheap to ask: the latest statements that change them
 * (several, since an id is given before its commit), the programme's row, and the minute,
 * because certificates expire and the pace moves. Null when the database could not be asked.
 */
export async function goalVersion(db: Database): Promise<string | null> {
  try {
    const [row] = await executePrepared<{ version: string }>(
      db,
      sql`
      select md5(concat_ws(' ', date_trunc('minute', now()), (select max(p::text) from programs p),
        (select string_agg(latest.id::text, ' ') from unnest(string_to_array(${COUNTED_VERBS.join(" ")}, ' ')) kind,
          lateral (select id from statements where verb = kind order by id desc limit ${LATEST}) latest)
      )) as version`,
    );
    return row?.version ?? null;
  } catch {
    return null;
  }
}

/** The programme this installation serves, or null until it is named. */
export async function currentProgram(db: Executor): Promise<Program | null> {
  const [row] = await db.execute<Program & Record<string, unknown>>(sql`
    select id, name, countries, goal, starts_on::text "startsOn", years,
      achievement_id "achievementId"
    from programs order by created_at limit 1`);
  return row ?? null;
}
