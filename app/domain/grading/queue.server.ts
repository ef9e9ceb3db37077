import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { isDropped } from "#app/domain/assessment/attempt-facts.server.ts";
import { canGrade } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { Database, Executor } from "#app/server/db.ts";
import type { Wait } from "./agreement.ts";
import { claim } from "./marking.server.ts";
import { ruleInForce } from "./marking-rules.server.ts";
import {
  filterIn,
  type Queue,
  type QueueFilter,
  type QueueGroup,
  type QueueRow,
  type TakeForm,
} from "./queue.ts";

/** Most responses that the page lists. */
const SHOWN = 50;

/** What waits for a mark of the viewer in the courses where they mark, oldest first. */
export async function queueFor(
  db: Executor,
  viewer: Viewer,
  filter: QueueFilter | null,
  now: Date,
): Promise<Queue> {
  const courses = await coursesFor(db, viewer);
  if (courses.length === 0) return { groups: [], rows: [], elsewhere: 0 };
  const waits = waitingIn(courses);
  const groups = await db.execute<QueueGroup & Record<string, unknown>>(sql`
    select waits.course_slug as "courseSlug", waits.course_title as "courseTitle",
      waits.item_id as "itemId", max(waits.item_title) as "itemTitle", count(*)::int as count,
      min(waits.since) as oldest
    from (${waits}) as waits where ${notYet(viewer)}
    group by 1, 2, 3 order by min(waits.since)`);
  const rows = await db.execute<Row>(sql`
    select waits.*, ${writerName} as full_name, claims.grader_id = ${viewer.id} as own,
      claims.until, claimer.full_name as claimer,
      (select coalesce(json_agg(users.full_name order by users.full_name), '[]')
        from mark_drafts join users on users.id = grader_id
        where to_mark_id = waits.id) as drafts
    from (${waits}) as waits
    left join marking_claims as claims on claims.to_mark_id = waits.id and until > ${moment(now)}
    left join users as claimer on claimer.id = claims.grader_id
    where ${notYet(viewer)} and ${matching(filter)}
    order by waits.since, waits.number limit ${SHOWN}`);
  const [elsewhere] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from (${waits}) as waits where not ${notYet(viewer)}
      and user_id <> ${viewer.id}`);
  return {
    groups: groups.map((group) => ({ ...group, oldest: iso(group.oldest) })),
    rows: rows.map(rowOf),
    elsewhere: elsewhere?.count ?? 0,
  };
}

/** How many responses wait for a mark of the viewer. */
export async function waitingFor(db: Executor, viewer: Viewer): Promise<number> {
  const courses = await coursesFor(db, viewer);
  if (courses.length === 0) return 0;
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from (${waitingIn(courses)}) as waits where ${notYet(viewer)}`);
  return row?.count ?? 0;
}

/** Takes what a form asks for, and answers its id; null = nothing waits for the viewer. */
export async function take(
  db: Database,
  viewer: Viewer,
  { id, curso, pregunta }: z.output<typeof TakeForm>,
  now: Date,
): Promise<string | null> {
  if (id === undefined) return takeNext(db, viewer, filterIn(curso, pregunta), now);
  await takeOne(db, viewer, id, now);
  return id;
}

/**
 * Gives the viewer the oldest response that waits for them and that nobody else has taken, of an
 * item or (null) of all; answers its id. Two who ask at once get two.
 */
export async function takeNext(
  db: Database,
  viewer: Viewer,
  filter: QueueFilter | null,
  now: Date,
): Promise<string | null> {
  const courses = await coursesFor(db, viewer);
  if (courses.length === 0) return null;
  return db.transaction(async (tx) => {
    for (;;) {
      const [row] = await tx.execute<{ id: string; graders: number | null }>(sql`
        select responses_to_mark.id, waits.graders
        from (${waitingIn(courses)}) as waits
        join responses_to_mark on responses_to_mark.id = waits.id
        where ${notYet(viewer)} and ${matching(filter)} and not ${taken(viewer, now)}
        order by waits.since, waits.number limit 1
        for no key update of responses_to_mark skip locked`);
      if (!row) return null;
      // Somebody may have taken it between the look and the lock: then the next look sees that.
      if (row.graders === 2 || (await claim(tx, viewer.id, row.id, now))) return row.id;
    }
  });
}

/** Takes this one response, if it waits for the viewer; another's for as long as they have it stays theirs. */
async function takeOne(db: Database, viewer: Viewer, id: string, now: Date): Promise<void> {
  const courses = await coursesFor(db, viewer);
  if (courses.length === 0) return;
  await db.transaction(async (tx) => {
    const [row] = await tx.execute<{ graders: number | null }>(sql`
      select waits.graders from (${waitingIn(courses)}) as waits
      where waits.id = ${id} and ${notYet(viewer)}`);
    if (row && row.graders !== 2) await claim(tx, viewer.id, id, now);
  });
}

/** Slugs of the courses with something to mark in which the viewer may. */
async function coursesFor(db: Executor, viewer: Viewer): Promise<string[]> {
  const rows = await db.execute<{ course_slug: string }>(
    sql`select distinct course_slug from responses_to_mark`,
  );
  return rows.map(({ course_slug }) => course_slug).filter((slug) => canGrade(viewer, slug));
}

/** What nobody has settled and no ruling has made needless, with how many have marked it. */
const waitingIn = (courses: readonly string[]): SQL => sql`
  select to_mark.id, to_mark.number, to_mark.course_slug, to_mark.item_id, to_mark.since,
    attempts.user_id, editions.manifest ->> 'title' as course_title,
    item_versions.body ->> 'title' as item_title, rule.graders, rule.anonymous,
    (select count(distinct grader_id)::int from marks
      where to_mark_id = to_mark.id and kind = 'independent') as given
  from responses_to_mark as to_mark
  join attempts on attempts.id = to_mark.attempt_id
  join editions on editions.id = attempts.edition_id
  join item_versions on item_versions.hash = to_mark.item_hash
  left join lateral (${ruleInForce(sql`to_mark.course_slug`, sql`to_mark.item_id`)}) as rule on true
  where to_mark.course_slug in ${courses} and attempts.finished_at is not null
    and not exists (select from settled_scores where to_mark_id = to_mark.id)
    and not exists (select from responses_to_mark as later
      where later.attempt_id = to_mark.attempt_id and later.item_id = to_mark.item_id
        and later.number > to_mark.number)
    and not ${isDropped(sql`to_mark.course_slug`, sql`to_mark.item_hash`)}`;

/** It is not the viewer's own, and they have not marked it. */
const notYet = ({ id }: Viewer): SQL => sql`(waits.user_id <> ${id} and not exists (
  select from marks where to_mark_id = waits.id and grader_id = ${id}))`;

const taken = ({ id }: Viewer, now: Date): SQL => sql`exists (
  select from marking_claims where to_mark_id = waits.id and grader_id <> ${id}
    and until > ${moment(now)})`;

const matching = (filter: QueueFilter | null): SQL =>
  filter
    ? sql`(waits.course_slug = ${filter.courseSlug} and waits.item_id = ${filter.itemId})`
    : sql`true`;

/** A name is not even read where it must not be shown. */
const writerName = sql`case when waits.anonymous then null
  else (select full_name from users where users.id = waits.user_id) end`;

interface Row extends Record<string, unknown> {
  id: string;
  number: number;
  course_title: string;
  item_title: string;
  since: string;
  given: number;
  full_name: string | null;
  drafts: string[];
  own: boolean | null;
  until: string | null;
  claimer: string | null;
}

const rowOf = (row: Row): QueueRow => ({
  id: row.id,
  courseTitle: row.course_title,
  itemTitle: row.item_title,
  writer: { name: row.full_name, number: row.number },
  since: iso(row.since),
  wait: WAITS[Math.min(row.given, 2)] as Wait,
  drafts: row.drafts,
  claimed:
    row.until === null
      ? null
      : { name: row.claimer ?? "", until: iso(row.until), own: row.own === true },
});

/** What a response that is not settled waits for, by how many have marked it. */
const WAITS: readonly Wait[] = ["mark", "second-mark", "decision"];

const iso = (date: string): string => new Date(date).toISOString();
const moment = (date: Date): SQL => sql`${date.toISOString()}::timestamptz`;
