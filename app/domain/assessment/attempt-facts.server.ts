import { type SQL, sql } from "drizzle-orm";
import { type Executor, executePrepared, type Transaction } from "#app/server/db.ts";
import type { FormItem } from "./form.ts";
import type { AssessmentItem, ItemResponse } from "./item.ts";
import { type Ruling, withRulings } from "./rulings.ts";
import { HUMAN_SCORED } from "./scoring.ts";

/** What an attempt is scored from. */
export interface Facts {
  /** As it is scored. */
  form: FormItem[];
  /** The last response to each item that arrived in time. */
  responses: Map<string, ItemResponse>;
  responseIds: Map<string, string>;
  /** What people's marks came to, by item. */
  marked: Map<string, number>;
}

export const NO_FACTS: Facts = {
  form: [],
  responses: new Map(),
  responseIds: new Map(),
  marked: new Map(),
};

interface FactRow extends Record<string, unknown> {
  attempt_id: string;
  place: FormItem;
  ruling_kind: Ruling["kind"] | null;
  replacement_hash: string | null;
  response_id: string | null;
  response: ItemResponse | null;
  share: number | null;
}

/** What these attempts are scored from, by id, as it stands: responses, marks and rulings. */
export async function factsOf(
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, Facts>> {
  if (ids.length === 0) return new Map();
  const rows = await executePrepared<FactRow>(
    tx,
    sql`
    select attempts.id as attempt_id, place.value as place, ruling.kind as ruling_kind,
      ruling.replacement_hash, latest.id as response_id, latest.response, settled.share
    from attempts join editions on editions.id = attempts.edition_id
    cross join jsonb_array_elements(attempts.form) with ordinality as place
    left join lateral (
      select kind, replacement_hash from item_rulings
      where item_rulings.course_slug = editions.course_slug
        and item_hash = place.value ->> 'hash'
      order by sequence desc limit 1
    ) as ruling on true
    left join lateral (
      select id, response from responses
      where attempt_id = attempts.id and item_id = place.value ->> 'item' and not late
      order by answered_at desc, id desc limit 1
    ) as latest on true
    left join lateral (
      select share from responses_to_mark
      join settled_scores on settled_scores.to_mark_id = responses_to_mark.id
      where response_id = latest.id
      order by settled_scores.id desc limit 1
    ) as settled on place.value ->> 'interaction' in ${HUMAN_SCORED}
    where attempts.id = any(${uuids(ids)}) order by attempts.id, place.ordinality`,
  );
  const facts = new Map<string, Facts>();
  for (const [id, own] of Map.groupBy(rows, ({ attempt_id }) => attempt_id)) {
    const rulings = new Map(own.flatMap(rulingOf));
    const known = (row: FactRow) => [row.place.item, row.response ?? []] as const;
    facts.set(id, {
      form: withRulings(
        own.map(({ place }) => place),
        rulings,
      ),
      responses: new Map(own.map(known)),
      responseIds: new Map(own.map(({ place, response_id }) => [place.item, response_id ?? ""])),
      marked: new Map(
        own.flatMap(({ place, share }) => (share === null ? [] : [[place.item, share] as const])),
      ),
    });
  }
  return facts;
}

/** Ids in a query whose text does not change with how many they are. */
export const uuids = (ids: readonly string[]): SQL =>
  sql`string_to_array(${ids.join(",")}, ',')::uuid[]`;

function rulingOf({ place, ruling_kind, replacement_hash }: FactRow): [string, Ruling][] {
  if (ruling_kind === null) return [];
  if (ruling_kind === "drop") return [[place.hash, { kind: "drop" }]];
  return [[place.hash, { kind: "rekey", replacement: replacement_hash ?? place.hash }]];
}

/** Whether the ruling in force of an item version drops it, in a query; its columns come with their table. */
export const isDropped = (courseSlug: SQL, hash: SQL): SQL => sql`coalesce((
  select ruling.kind = 'drop' from item_rulings as ruling
  where ruling.course_slug = ${courseSlug} and ruling.item_hash = ${hash}
  order by ruling.sequence desc limit 1), false)`;

/**
 * The body of the version by which responses to a version are scored, in a query; null where no
 * ruling in force gives it another key.
 */
export const replacementOf = (courseSlug: SQL, hash: SQL): SQL => sql`(
  select replacement.body from item_rulings as ruling
  left join item_versions as replacement on replacement.hash = ruling.replacement_hash
  where ruling.course_slug = ${courseSlug} and ruling.item_hash = ${hash}
  order by ruling.sequence desc limit 1)`;

/** Items that a course scores by another key than they were asked with, by the version asked. */
export async function rekeyedItems(
  db: Executor,
  courseSlug: string,
): Promise<Map<string, AssessmentItem>> {
  const rows = await db.execute<{ hash: string; body: AssessmentItem | null }>(sql`
    select item_hash as hash, ${replacementOf(sql`${courseSlug}`, sql`asked.item_hash`)} as body
    from (select distinct item_hash from item_rulings where course_slug = ${courseSlug}) as asked`);
  return new Map(rows.flatMap(({ hash, body }) => (body ? [[hash, body] as const] : [])));
}
