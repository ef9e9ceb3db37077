import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { type Database, executePrepared } from "#app/server/db.ts";
import type { GivenAnswer } from "./answer-fields.ts";

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
 * marked late. Each answer's statement is in the same SQL statement: one round
 * trip, one commit.
 */
export async function saveAnswers(
  db: Database,
  actor: { id: string },
  attemptId: string,
  answers: readonly GivenAnswer[],
  now: Date,
): Promise<SavedAnswers | null> {
  const rows = await save(db, actor.id, attemptId, answers, now);
  const [first] = rows;
  if (!first) return null;
  const clashing = new Set(rows.flatMap(({ item, outcome }) => (outcome === "clash" ? item : [])));
  if (clashing.size > 0) {
    const renamed = answers
      .filter(({ item }) => clashing.has(item))
      .map((answer) => ({ ...answer, id: derivedId(actor.id, attemptId, answer) }));
    rows.push(...(await save(db, actor.id, attemptId, renamed, now)));
  }
  return { questions: first.questions, answers: rows.flatMap(savedAnswer) };
}

interface SavedRow extends Record<string, unknown> {
  item: string;
  questions: number;
  outcome: SavedAnswer["outcome"] | "clash";
  answered_at: string | null;
  late: boolean | null;
}

/**
 * The attempt's row is held by its key while the answer is written: finishing
 * locks the row, so an answer is either seen by the score or finds the attempt
 * finished. `xmax = 0` tells a row inserted now from one that was there.
 */
function save(
  db: Database,
  userId: string,
  attemptId: string,
  answers: readonly GivenAnswer[],
  now: Date,
): Promise<SavedRow[]> {
  const arrived = sql`${now.toISOString()}::timestamptz`;
  return executePrepared<SavedRow>(
    db,
    sql`
    with attempt as materialized (
      select id, form, closes_at, finished_at, finished_by from attempts
      where id = ${attemptId} and user_id = ${userId} for key share
    ), answer as materialized (
      select given.id, given.item, given.response,
        coalesce(place.value -> 'order' @> given.response
          and jsonb_array_length(given.response) <= (place.value ->> 'max')::int, false) as fits,
        jsonb_array_length(given.response) = 0 and not exists (
          select from responses
          where attempt_id = attempt.id and item_id = given.item) as blank
      from attempt
      cross join jsonb_to_recordset(${JSON.stringify(answers)}::jsonb)
        as given(id uuid, item text, response jsonb)
      left join lateral (
        select value from jsonb_array_elements(attempt.form) where value ->> 'item' = given.item
      ) as place on true
    ), saved as (
      insert into responses (id, attempt_id, item_id, response, answered_at, late)
      select answer.id, attempt.id, answer.item, answer.response, ${arrived},
        attempt.finished_at is not null or coalesce(attempt.closes_at < ${arrived}, false)
      from answer, attempt
      where fits and not blank
        and (attempt.finished_at is null or attempt.finished_by = 'deadline')
      on conflict (id) do update set late = responses.late
        where responses.attempt_id = excluded.attempt_id
          and responses.item_id = excluded.item_id and responses.response = excluded.response
      returning id, item_id, answered_at, late, xmax = 0 as fresh
    ), stated as (
      insert into statements (actor_id, verb, object_type, object_id, result)
      select ${userId}, 'answered', 'item', item_id,
        jsonb_build_object('attempt', ${attemptId}::text, 'late', late)
      from saved where fresh
    )
    select answer.item, jsonb_array_length(attempt.form) as questions,
      coalesce(saved.answered_at, known.answered_at) as answered_at,
      coalesce(saved.late, known.late) as late,
      case
        when coalesce(saved.id, known.id) is not null then 'saved'
        when not fits then 'foreign'
        when blank then 'blank'
        when attempt.finished_by = 'person' then 'finished'
        else 'clash'
      end as outcome
    from attempt cross join answer
    left join saved on saved.id = answer.id
    left join responses as known on known.id = answer.id
      and known.attempt_id = attempt.id and known.item_id = answer.item
      and known.response = answer.response`,
  );
}

function savedAnswer({ item, outcome, answered_at, late }: SavedRow): SavedAnswer[] {
  if (outcome === "clash") return [];
  if (outcome !== "saved") return [{ item, outcome }];
  return [{ item, outcome, savedAt: new Date(answered_at as string), late: late === true }];
}

/** A UUID that depends on who answers what, so that repeating it changes nothing (RFC 9562, version 8). */
export function derivedId(userId: string, place: string, { id, item, response }: GivenAnswer) {
  const hex = createHash("sha256")
    .update(JSON.stringify([userId, place, id, item, response]))
    .digest("hex");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
