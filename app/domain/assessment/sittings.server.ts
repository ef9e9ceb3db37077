import { sql } from "drizzle-orm";
import { canTeach } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { newId, Uuid } from "#app/kernel/ids.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import { examSittings } from "#db/schema/assessment.ts";
import type { SittingPlan } from "./sitting-form.ts";

/** `over`: its end has passed, so that nobody could start in it any more. */
export type SittingRefusal = "unknown" | "over" | "cancelled";

/** Announces a time in which a course's exam may be started. For who teaches the course. */
export async function announceSitting(
  db: Database,
  actor: Viewer,
  courseSlug: string,
  plan: SittingPlan,
  now: Date,
): Promise<Result<string, SittingRefusal>> {
  if (!canTeach(actor, courseSlug)) return refused("unknown");
  if (plan.closesAt <= now) return refused("over");
  return db.transaction(async (tx) => {
    const [course] = await tx.execute(sql`
      select from courses join editions on editions.id = current_edition_id
      where slug = ${courseSlug} and jsonb_typeof(manifest -> 'exam') = 'object'`);
    if (!course) return refused("unknown");
    const id = newId();
    await tx
      .insert(examSittings)
      .values({ id, courseSlug, ...plan, createdBy: actor.id, createdAt: now });
    await recordSitting(tx, actor, "created", id, courseSlug);
    return done(id);
  });
}

/**
 * Changes a sitting that is not over. Who has started in it keeps the deadline they were told.
 */
export async function changeSitting(
  db: Database,
  actor: Viewer,
  id: string,
  { title, opensAt, closesAt, accessCode }: SittingPlan,
  now: Date,
): Promise<Result<string, SittingRefusal>> {
  return db.transaction(async (tx) => {
    const sitting = await lockSitting(tx, actor, id);
    if (!sitting) return refused("unknown");
    if (sitting.cancelled) return refused("cancelled");
    if (new Date(sitting.closes_at) <= now || closesAt <= now) return refused("over");
    await tx.execute(sql`
      update exam_sittings set title = ${title}, opens_at = ${opensAt.toISOString()}::timestamptz,
        closes_at = ${closesAt.toISOString()}::timestamptz, access_code = ${accessCode}
      where id = ${id}`);
    await recordSitting(tx, actor, "updated", id, sitting.course_slug);
    return done(id);
  });
}

/** Cancels a sitting: nobody starts in it any more; who has started goes on. Twice is once. */
export async function cancelSitting(
  db: Database,
  actor: Viewer,
  id: string,
  now: Date,
): Promise<Result<string, SittingRefusal>> {
  return db.transaction(async (tx) => {
    const sitting = await lockSitting(tx, actor, id);
    if (!sitting) return refused("unknown");
    if (sitting.cancelled) return done(id);
    if (new Date(sitting.closes_at) <= now) return refused("over");
    await tx.execute(sql`
      update exam_sittings set cancelled_at = ${now.toISOString()}::timestamptz,
        cancelled_by = ${actor.id}
      where id = ${id}`);
    await recordSitting(tx, actor, "ended", id, sitting.course_slug);
    return done(id);
  });
}

/** Null where there is none, or none of a course that the actor teaches. */
async function lockSitting(tx: Transaction, actor: Viewer, id: string) {
  if (!Uuid.safeParse(id).success) return null;
  const [row] = await tx.execute<{
    course_slug: string;
    closes_at: string;
    cancelled: boolean;
  }>(sql`
    select course_slug, closes_at, cancelled_at is not null as cancelled
    from exam_sittings where id = ${id} for update`);
  return row && canTeach(actor, row.course_slug) ? row : null;
}

function recordSitting(
  tx: Transaction,
  actor: Viewer,
  verb: "created" | "updated" | "ended",
  id: string,
  course: string,
): Promise<void> {
  const what = { objectType: "sitting", objectId: id, result: { course } };
  return record(tx, { actorId: actor.id, verb, ...what });
}
