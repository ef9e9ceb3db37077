import { type SQL, sql } from "drizzle-orm";
import { canGrade } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Executor } from "#app/server/db.ts";
import { enqueue } from "#app/server/jobs.ts";
import { record } from "#app/server/statements.ts";
import { DEFAULT_RULE, type MarkingRule } from "./agreement.ts";

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
