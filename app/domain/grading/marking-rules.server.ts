import { type SQL, sql } from "drizzle-orm";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { HUMAN_SCORED } from "#app/domain/assessment/scoring.ts";
import { canGrade } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Executor } from "#app/server/db.ts";
import { enqueue } from "#app/server/jobs.ts";
import { record } from "#app/server/statements.ts";
import { DEFAULT_RULE, type MarkingRule } from "./agreement.ts";
import { gradersOf } from "./graders.server.ts";
import type { Points } from "./mark-form.ts";
import { itemAgreement, type MarkedTwice, type MarkingRulesPage } from "./marking-rules.ts";

interface RuleRow extends Record<string, unknown> {
  graders: 1 | 2;
  anonymous: boolean;
  tolerance: number;
  patience_days: number;
}

/** The rule in force of an item of a course: its own, else the course's. For a lateral join. */
export const ruleInForce = (courseSlug: SQL, itemId: SQL): SQL => sql`
  select graders, anonymous, tolerance, patience_days, item_id as rule_of from marking_rules
  where marking_rules.course_slug = ${courseSlug}
    and (marking_rules.item_id is null or marking_rules.item_id = ${itemId})
  order by marking_rules.item_id is null, marking_rules.id desc limit 1`;

/** How an item of a course is marked. */
export async function ruleOf(
  db: Executor,
  courseSlug: string,
  itemId: string,
): Promise<MarkingRule> {
  const [row] = await db.execute<RuleRow>(ruleInForce(sql`${courseSlug}`, sql`${itemId}`));
  return row ? ruleFrom(row) : DEFAULT_RULE;
}

const ruleFrom = ({ graders, anonymous, tolerance, patience_days }: RuleRow): MarkingRule => ({
  graders,
  anonymous,
  tolerance,
  patienceDays: patience_days,
});

/**
 * Sets how a course's exam, or one item of it, is marked from now on. What waits for a second
 * person is looked at again. Refused to who does not mark in the course.
 */
export async function setRule(
  db: Database,
  actor: Viewer,
  { courseSlug, itemId }: { courseSlug: string; itemId: string | null },
  rule: MarkingRule,
  now: Date,
): Promise<Result<null, "unknown">> {
  if (!canGrade(actor, courseSlug)) return refused("unknown");
  return db.transaction(async (tx) => {
    const [made] = await tx.execute(sql`
      insert into marking_rules (course_slug, item_id, graders, anonymous, tolerance,
        patience_days, set_by, set_at)
      select slug, ${itemId}::text, ${rule.graders}::int, ${rule.anonymous}::boolean,
        ${rule.tolerance}::float8, ${rule.patienceDays}::int, ${actor.id}::uuid,
        ${now.toISOString()}::timestamptz
      from courses where slug = ${courseSlug} returning 1`);
    if (!made) return refused("unknown");
    await enqueue(tx, "grading.settle-course", { course: courseSlug });
    await record(tx, {
      actorId: actor.id,
      verb: "updated",
      objectType: "marking-rule",
      objectId: itemId === null ? courseSlug : `${courseSlug}/${itemId}`,
      result: { ...rule },
    });
    return done(null);
  });
}

/** How the exam of a course is marked, item by item; null where the viewer does not mark. */
export async function markingRulesPage(
  db: Executor,
  viewer: Viewer,
  courseSlug: string,
): Promise<MarkingRulesPage | null> {
  if (!canGrade(viewer, courseSlug)) return null;
  const [course] = await db.execute<{ title: string }>(sql`
    select manifest ->> 'title' as title from courses
    join editions on editions.id = current_edition_id where slug = ${courseSlug}`);
  if (!course) return null;
  const items = await markedItems(db, courseSlug);
  const twice = await markedTwice(db, courseSlug);
  return {
    courseSlug,
    courseTitle: course.title,
    rule: await ruleOf(db, courseSlug, ""),
    graders: (await gradersOf(db, courseSlug, null)).length,
    items: items.map(({ item, rule_of, ...row }) => {
      const rule = row.graders === null ? DEFAULT_RULE : ruleFrom(row as RuleRow);
      const rubric = item.rubric ?? { criteria: [] };
      return {
        itemId: item.id,
        title: item.title,
        rule,
        ownRule: rule_of !== null,
        agreement: itemAgreement(rubric, twice.get(item.id) ?? [], rule.tolerance),
      };
    }),
  };
}

type ItemRow = { [Name in keyof RuleRow]: RuleRow[Name] | null } & {
  item: AssessmentItem;
  rule_of: string | null;
};

/** The latest version of each item of the course that a person marks, in use or marked before. */
const markedItems = (db: Executor, courseSlug: string): Promise<ItemRow[]> =>
  db.execute<ItemRow>(sql`
    select version.body as item, rule.*
    from (
      select distinct on (item_id) item_id, body from item_versions
      where body ->> 'interaction' in ${HUMAN_SCORED} and hash in (
        select item_hash from responses_to_mark where course_slug = ${courseSlug}
        union select item_hash from courses
          join edition_items on edition_items.edition_id = current_edition_id
          where slug = ${courseSlug})
      order by item_id, created_at desc
    ) as version
    left join lateral (${ruleInForce(sql`${courseSlug}`, sql`version.item_id`)}) as rule on true
    order by version.item_id`);

interface TwiceRow extends Record<string, unknown> {
  item_id: string;
  marks: { share: number; points: Points }[];
}

/** Each response that two people marked on their own, by item: the first mark of each, in time. */
async function markedTwice(db: Executor, courseSlug: string): Promise<Map<string, MarkedTwice[]>> {
  const rows = await db.execute<TwiceRow>(sql`
    select item_id, json_agg(json_build_object('share', share, 'points', points)
      order by marked_at, grader_id) as marks
    from (
      select distinct on (to_mark.id, grader_id) to_mark.id, item_id, grader_id, share, points,
        marked_at
      from responses_to_mark as to_mark join marks on marks.to_mark_id = to_mark.id
      where course_slug = ${courseSlug} and kind = 'independent'
      order by to_mark.id, grader_id, marked_at
    ) as firsts
    group by id, item_id having count(*) > 1`);
  const twice = new Map<string, MarkedTwice[]>();
  for (const { item_id, marks } of rows) {
    const [first, second] = marks;
    if (!first || !second) continue;
    const marked = {
      shares: { first: first.share, second: second.share },
      points: { first: first.points, second: second.points },
    };
    twice.set(item_id, [...(twice.get(item_id) ?? []), marked]);
  }
  return twice;
}
