import { sql } from "drizzle-orm";
import type { AssessmentItem, ItemResponse } from "#app/domain/assessment/item.ts";
import { itemsByHash } from "#app/domain/assessment/item-versions.server.ts";
import { canGrade } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { Executor } from "#app/server/db.ts";
import { answerCounts } from "./answer-counts.ts";
import type { AppealsPage, ItemCase } from "./appeals-page.ts";
import { rekeyOf } from "./rekey.ts";
import { type AskedVersion, effectiveHash, wasAsked } from "./rulings.server.ts";

/** Rulings that the page lists. */
const SHOWN = 50;

/** Appeals that wait, item by item, and the latest rulings, in the courses where the viewer marks. */
export async function appealsFor(db: Executor, viewer: Viewer): Promise<AppealsPage> {
  const courses = await db.execute<{ slug: string }>(sql`
    select course_slug as slug from item_appeals union select course_slug from item_rulings`);
  const own = courses.map(({ slug }) => slug).filter((slug) => canGrade(viewer, slug));
  if (own.length === 0) return { items: [], rulings: [] };
  const items = await db.execute<AppealsPage["items"][number] & Record<string, unknown>>(sql`
    select appeal.course_slug as "courseSlug", manifest ->> 'title' as "courseTitle",
      appeal.item_id as "itemId", item_hash as hash, body ->> 'title' as "itemTitle",
      count(*)::int as count, min(filed_at) as oldest
    from item_appeals as appeal
    join courses on slug = appeal.course_slug join editions on editions.id = current_edition_id
    join item_versions on item_versions.hash = item_hash
    where appeal.course_slug in ${own}
      and not exists (select from appeal_answers where appeal_id = appeal.id)
    group by 1, 2, 3, 4, 5 order by min(filed_at)`);
  const rulings = await db.execute<AppealsPage["rulings"][number] & Record<string, unknown>>(sql`
    select ruling.id, manifest ->> 'title' as "courseTitle", body ->> 'title' as "itemTitle",
      kind, ruled_at as at,
      (select count(*)::int from score_changes where ruling_id = ruling.id) as changed,
      (select count(*)::int from score_changes as change where ruling_id = ruling.id
        and passed_before and not reaches_mark
        and not exists (select from pass_decisions where change_id = change.id)) as "toDecide"
    from item_rulings as ruling
    join courses on slug = ruling.course_slug join editions on editions.id = current_edition_id
    join item_versions on item_versions.hash = item_hash
    where ruling.course_slug in ${own} order by sequence desc limit ${SHOWN}`);
  return {
    items: items.map((item) => ({ ...item, oldest: iso(item.oldest) })),
    rulings: rulings.map((ruling) => ({ ...ruling, at: iso(ruling.at) })),
  };
}

/** How many appeals wait for an answer where the viewer marks. */
export async function appealsWaiting(db: Executor, viewer: Viewer): Promise<number> {
  const { items } = await appealsFor(db, viewer);
  return items.reduce((total, { count }) => total + count, 0);
}

interface Row extends Record<string, unknown> {
  hash: string;
  course_title: string;
  appeals: { id: string; reason: string; filedAt: string }[];
  in_force: ItemCase["inForce"];
}

/**
 * An item of a course with its key, what was answered and what was said of it; null where the
 * viewer does not mark or the course has no such item. Of several versions, the one asked for, else
 * the one with appeals, else the current edition's.
 */
export async function itemCase(
  db: Executor,
  viewer: Viewer,
  asked: { courseSlug: string; itemId: string; hash: string | null },
): Promise<ItemCase | null> {
  const { courseSlug, itemId } = asked;
  if (!canGrade(viewer, courseSlug)) return null;
  const [row] = await db.execute<Row>(sql`
    select version.hash, current.manifest ->> 'title' as course_title,
      (select coalesce(json_agg(json_build_object('id', id, 'reason', reason, 'filedAt', filed_at)
          order by filed_at), '[]') from item_appeals
        where course_slug = ${courseSlug} and item_hash = version.hash
          and not exists (select from appeal_answers where appeal_id = item_appeals.id)) as appeals,
      (select json_build_object('id', id, 'kind', kind) from item_rulings
        where course_slug = ${courseSlug} and item_hash = version.hash
        order by sequence desc limit 1) as in_force
    from courses join editions as current on current.id = current_edition_id
    cross join item_versions as version
    where slug = ${courseSlug} and version.item_id = ${itemId}
      and ${wasAsked(courseSlug, sql`version.hash`)}
      and version.hash = coalesce(${asked.hash}, version.hash)
    order by (select count(*) from item_appeals where item_hash = version.hash
        and not exists (select from appeal_answers where appeal_id = item_appeals.id)) desc,
      exists (select from edition_items
        where edition_id = current.id and item_hash = version.hash) desc,
      version.created_at desc
    limit 1`);
  if (!row) return null;
  const version = { courseSlug, hash: row.hash };
  const effective = (await effectiveHash(db, version)) ?? row.hash;
  const item = (await itemsByHash(db, [effective])).get(effective) as AssessmentItem;
  return {
    ...version,
    ...{ itemId, courseTitle: row.course_title, item },
    rekey: rekeyOf(item),
    inForce: row.in_force,
    appeals: row.appeals.map((appeal) => ({ ...appeal, filedAt: iso(appeal.filedAt) })),
    ...(await countsOf(db, version, item)),
  };
}

async function countsOf(db: Executor, { courseSlug, hash }: AskedVersion, item: AssessmentItem) {
  const given = await db.execute<{ response: ItemResponse | null; count: number }>(sql`
    select latest.response, count(*)::int as count
    from attempts join editions on editions.id = attempts.edition_id
    left join lateral (
      select response from responses
      where attempt_id = attempts.id and item_id = ${item.id} and not late
      order by answered_at desc, id desc limit 1
    ) as latest on true
    where course_slug = ${courseSlug} and finished_at is not null
      and form @> ${JSON.stringify([{ hash }])}::jsonb
    group by 1`);
  const rows = given.map(({ response, count }) => ({ response: response ?? [], count }));
  const total = (of: typeof rows) => of.reduce((sum, { count }) => sum + count, 0);
  return {
    counts: answerCounts(item, rows),
    asked: total(rows),
    blank: total(rows.filter(({ response }) => response.length === 0)),
  };
}

const iso = (date: string): string => new Date(date).toISOString();
