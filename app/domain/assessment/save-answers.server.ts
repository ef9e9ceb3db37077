import { sql } from "drizzle-orm";
import { type Database, type Executor, executePrepared } from "#app/server/db.ts";
import { together } from "#app/server/together.ts";
import type { GivenAnswer } from "./answer-fields.ts";
import { derivedId } from "./derived-id.server.ts";

/** What became of one answer. */
type SavedAnswer = { item: string } & (
  | { outcome: "saved"; savedAt: Date; late: boolean }
  /** Nothing was chosen, and nothing had been. */
  | { outcome: "blank" }
  /** The person had handed the attempt in. */
  | { outcome: "finished" }
  /** The attempt does not ask this item, or the item has no such choice. */
  | { outcome: "foreign" }
);

/** What became of the answers, and how many questions their attempt has. */
export interface SavedAnswers {
  questions: number;
  answers: SavedAnswer[];
}

/**
 * Keeps answers of an attempt, each as it is given. Null = this person has no
 * such attempt.
 *
 * The same UUID with the same response gets the same reply, however many times
 * and at once, also after the attempt ended. (The same UUID with another
 * response comes from a page that the back button brought up again: it is
 * another answer and is kept as such.) `now` is the server's clock on arrival:
 * it orders the answers, and one that comes after the deadline is kept and
 * marked late. Each answer's statement is in the same SQL statement, with those of
 * others who answer meanwhile: one round trip, one commit.
 */
export async function saveAnswers(
  db: Database,
  actor: { id: string },
  attemptId: string,
  answers: readonly GivenAnswer[],
  now: Date,
): Promise<SavedAnswers | null> {
  const asked = { userId: actor.id, attemptId, now };
  const rows = [...(await save(db, { ...asked, answers }))];
  const [first] = rows;
  if (!first) return null;
  const clashing = new Set(rows.flatMap(({ item, outcome }) => (outcome === "clash" ? item : [])));
  if (clashing.size > 0) {
    const renamed = answers
      .filter(({ item }) => clashing.has(item))
      .map((answer) => ({ ...answer, id: clashingId(actor.id, attemptId, answer) }));
    rows.push(...(await save(db, { ...asked, answers: renamed })));
  }
  return { questions: first.questions, answers: rows.flatMap(savedAnswer) };
}

/** Answers that came in one request. */
interface Sent {
  userId: string;
  attemptId: string;
  answers: readonly GivenAnswer[];
  now: Date;
}

// A double click is one UUID twice, which one statement cannot insert and find.
const save = together(saveAll, { key: ({ attemptId }) => attemptId });

interface SavedRow extends Record<string, unknown> {
  n: number;
  item: string;
  questions: number;
  outcome: SavedAnswer["outcome"] | "clash";
  answered_at: string | null;
  late: boolean | null;
}

/** Whether the place in the form (`FormItem`) takes the response, as `isResponse` says. */
const takes = sql`jsonb_array_length(response) <= (place.value ->> 'max')::int
  and (select count(*) = count(distinct part) from jsonb_array_elements_text(response) as part)
  and case
    when place.value ? 'pairs' then (
      select coalesce(bool_and(coalesce(parted and place.value -> 'pairs' -> 'firsts' ? first and (
          place.value -> 'pairs' -> 'seconds' ? second
          or char_length(second) <= (place.value ->> 'length')::int), false)), true)
        and count(*) = count(distinct first)
      from jsonb_array_elements_text(response) as part,
        lateral (select strpos(part, ' ') > 1 as parted, split_part(part, ' ', 1) as first,
          substr(part, strpos(part, ' ') + 1) as second) as pair)
    when place.value ->> 'interaction' = 'file-upload' then not exists (
      select from jsonb_array_elements_text(response) as part
      where not exists (select from response_files as file
        where file.attempt_id = given.attempt_id and item_id = item and file.id::text = part))
    when place.value ? 'length' then not exists (
      select from jsonb_array_elements_text(response) as part
      where char_length(part) > (place.value ->> 'length')::int)
    else place.value -> 'order' @> response end`;

/**
 * The attempt's row is held by its key while the answer is written: finishing
 * locks the row, so an answer is either seen by the score or finds the attempt
 * finished. `xmax = 0` tells a row inserted now from one that was there. Rows are
 * taken in the order of their ids, so that two of these never wait for each other.
 */
async function saveAll(db: Executor, sent: readonly Sent[]): Promise<SavedRow[][]> {
  const given = sent.flatMap(({ userId, attemptId, answers, now }, n) =>
    answers.map((answer) => ({ ...answer, n, user_id: userId, attempt_id: attemptId, at: now })),
  );
  const rows = await executePrepared<SavedRow>(
    db,
    sql`
    with given as materialized (
      select * from json_to_recordset(${JSON.stringify(given)}::json) as given(n int,
        user_id uuid, attempt_id uuid, at timestamptz, id uuid, item text, response jsonb)
    ), attempt as materialized (
      select id, user_id, form, closes_at, finished_at, finished_by from attempts
      where id = any(array(select attempt_id from given)) order by id for key share
    ), answer as materialized (
      select given.*, finished_by, jsonb_array_length(form) as questions,
        finished_at is not null or coalesce(closes_at < at, false) as late,
        finished_at is null or finished_by = 'deadline' as open,
        coalesce(${takes}, false) as fits,
        jsonb_array_length(response) = 0 and not exists (select from responses
          where responses.attempt_id = attempt.id and item_id = item) as blank
      from given
      join attempt on attempt.id = given.attempt_id and attempt.user_id = given.user_id
      left join lateral (
        select value from jsonb_array_elements(form) where value ->> 'item' = item limit 1
      ) as place on true
    ), saved as (
      insert into responses (id, attempt_id, item_id, response, answered_at, late)
      select id, attempt_id, item, response, at, late from answer
      where fits and not blank and open order by id
      on conflict (id) do update set late = responses.late
        where responses.attempt_id = excluded.attempt_id
          and responses.item_id = excluded.item_id and responses.response = excluded.response
      returning id, answered_at, late, xmax = 0 as fresh
    ), stated as (
      insert into statements (actor_id, verb, object_type, object_id, result)
      select user_id, 'answered', 'item', item,
        jsonb_build_object('attempt', attempt_id, 'late', saved.late)
      from saved join answer using (id) where fresh
    )
    select n, item, questions,
      coalesce(saved.answered_at, known.answered_at) as answered_at,
      coalesce(saved.late, known.late) as late,
      case
        when coalesce(saved.id, known.id) is not null then 'saved'
        when not fits then 'foreign'
        when blank then 'blank'
        when finished_by = 'person' and not exists (
          select from responses where responses.id = answer.id) then 'finished'
        else 'clash'
      end as outcome
    from answer
    left join saved on saved.id = answer.id
    left join lateral (
      select id, answered_at, late from responses
      where responses.id = answer.id and responses.attempt_id = answer.attempt_id
        and item_id = item and responses.response = answer.response limit 1
    ) as known on true`,
  );
  return sent.map((_, index) => rows.filter(({ n }) => n === index));
}

function savedAnswer({ item, outcome, answered_at, late }: SavedRow): SavedAnswer[] {
  if (outcome === "clash") return [];
  if (outcome !== "saved") return [{ item, outcome }];
  return [{ item, outcome, savedAt: new Date(answered_at as string), late: late === true }];
}

/** The UUID of an answer whose own is another answer's: it depends on who answers what. */
export const clashingId = (userId: string, place: string, { id, item, response }: GivenAnswer) =>
  derivedId(userId, place, id, item, response);
