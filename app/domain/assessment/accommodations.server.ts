import { sql } from "drizzle-orm";
import { canAccommodate } from "#app/domain/people/policy.ts";
import { personFor } from "#app/domain/people/queries.server.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { newId } from "#app/kernel/ids.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import { accommodations } from "#db/schema/exams.ts";
import type { AccommodationForm, AccommodationPage, AccommodationRow } from "./accommodation.ts";

/** Nobody of whom the actor may say so: they, somebody of elsewhere, or nobody at all. */
export type AccommodationRefusal = "unknown";

/**
 * Gives a person more time in every exam they start from now on; what they had ends. An attempt
 * that is under way keeps its deadline.
 */
export async function accommodate(
  db: Database,
  actor: Viewer,
  userId: string,
  given: AccommodationForm,
  now: Date,
): Promise<Result<string, AccommodationRefusal>> {
  if (!(await mayAccommodate(db, actor, userId))) return refused("unknown");
  return db.transaction(async (tx) => {
    await end(tx, actor, userId, now);
    const id = newId();
    await tx
      .insert(accommodations)
      .values({ id, userId, ...given, grantedBy: actor.id, grantedAt: now });
    const { extraPercent, pauseMinutes } = given;
    await record(tx, {
      actorId: actor.id,
      verb: "granted",
      objectType: "accommodation",
      objectId: id,
      result: { userId, extraPercent, pauseMinutes },
    });
    return done(id);
  });
}

/** Ends the extra time of a person; without any, or twice, nothing changes. */
export async function endAccommodation(
  db: Database,
  actor: Viewer,
  userId: string,
  now: Date,
): Promise<Result<null, AccommodationRefusal>> {
  if (!(await mayAccommodate(db, actor, userId))) return refused("unknown");
  return db.transaction(async (tx) => {
    await end(tx, actor, userId, now);
    return done(null);
  });
}

/** Nobody gives time to themselves. */
async function mayAccommodate(db: Database, actor: Viewer, userId: string): Promise<boolean> {
  if (actor.id === userId) return false;
  const person = await personFor(db, actor, userId);
  return person !== null && canAccommodate(actor, person.organizationId);
}

async function end(tx: Transaction, actor: Viewer, userId: string, now: Date): Promise<void> {
  // Of two who give it at once, the second waits here and ends what the first gave.
  await tx.execute(sql`select from users where id = ${userId} for update`);
  const [ended] = await tx.execute<{ id: string }>(sql`
    update accommodations set ended_at = ${now.toISOString()}::timestamptz, ended_by = ${actor.id}
    where user_id = ${userId} and ended_at is null returning id`);
  if (!ended) return;
  const what = { objectType: "accommodation", objectId: ended.id, result: { userId } };
  await record(tx, { actorId: actor.id, verb: "ended", ...what });
}

/** The extra time that a person has and had; null for who may not give it to them. */
export async function accommodationPage(
  db: Database,
  viewer: Viewer,
  userId: string,
): Promise<AccommodationPage | null> {
  if (viewer.id === userId) return null;
  const person = await personFor(db, viewer, userId);
  if (!person || !canAccommodate(viewer, person.organizationId)) return null;
  const given = await db.execute<AccommodationRow & Record<string, unknown>>(sql`
    select extra_percent as "extraPercent", pause_minutes as "pauseMinutes", reason,
      granted_at as "grantedAt", giver.full_name as "grantedBy",
      ended_at as "endedAt", ender.full_name as "endedBy"
    from accommodations
    join users as giver on giver.id = granted_by
    left join users as ender on ender.id = ended_by
    where user_id = ${userId} order by granted_at desc`);
  return { person: { id: person.id, fullName: person.fullName }, given: [...given] };
}
