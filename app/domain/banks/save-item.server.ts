import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { canTeach } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { record, type Verb } from "#app/server/statements.ts";
import { lockBank } from "./bank-lock.server.ts";
import { existingItems } from "./read-import.server.ts";
import { orderComparison, revise } from "./revise.server.ts";

/** An id for a question that is written here. */
export const newItemId = (): string => `p-${randomBytes(6).toString("hex")}`;

export type SaveRefusal = "no-course" | "no-item" | "of-content" | "taken";

/**
 * Keeps an item that was written in the browser: a new one, or the next version of one that is
 * there. Attempts that are open or over keep the version they asked. Refused for a course one
 * does not teach, and for what comes from the course's files.
 */
export async function saveItem(
  db: Database,
  actor: Viewer,
  { courseSlug, item, isNew, note }: SavedItem,
  now: Date,
): Promise<Result<{ id: string; changed: boolean }, SaveRefusal>> {
  if (!canTeach(actor, courseSlug)) return refused("no-course");
  return db.transaction(async (tx) => {
    if (!(await isOffered(tx, courseSlug))) return refused("no-course");
    await lockBank(tx, courseSlug);
    const existing = (await existingItems(tx, courseSlug, [item.id])).get(item.id);
    if (existing?.origin === "content") return refused("of-content");
    if (isNew && existing) return refused("taken");
    if (!isNew && !existing) return refused("no-item");
    const revision = { courseSlug, by: actor.id, at: now, note };
    const { added, changed } = await revise(tx, [item], revision);
    if (added + changed > 0) {
      await say(tx, actor, added > 0 ? "created" : "updated", courseSlug, item.id);
      await orderComparison(tx, courseSlug, now);
    }
    return done({ id: item.id, changed: added + changed > 0 });
  });
}

export interface SavedItem {
  courseSlug: string;
  item: AssessmentItem;
  isNew: boolean;
  /** Why, in the words of who did it; "" = they did not say. */
  note: string;
}

/** Copies an item of the course, of its files or not, as a new one that can be changed. */
export async function copyItem(
  db: Database,
  actor: Viewer,
  courseSlug: string,
  itemId: string,
  now: Date,
): Promise<Result<{ id: string; changed: boolean }, SaveRefusal>> {
  if (!canTeach(actor, courseSlug)) return refused("no-course");
  const existing = (await existingItems(db, courseSlug, [itemId])).get(itemId);
  if (!existing) return refused("no-item");
  const item = { ...existing.item, id: newItemId() };
  return saveItem(db, actor, { courseSlug, item, isNew: true, note: itemId }, now);
}

/** Takes an item out of the draw from now on, with the reason. Twice is once. */
export async function retireItem(
  db: Database,
  actor: Viewer,
  { courseSlug, itemId, reason }: { courseSlug: string; itemId: string; reason: string },
  now: Date,
): Promise<Result<null, "no-course" | "no-item">> {
  if (!canTeach(actor, courseSlug)) return refused("no-course");
  return db.transaction(async (tx) => {
    await lockBank(tx, courseSlug);
    if (!(await existingItems(tx, courseSlug, [itemId])).has(itemId)) return refused("no-item");
    const made = await tx.execute(sql`
      insert into bank_retirements (id, course_slug, item_id, retired_by, retired_at, reason)
      values (gen_random_uuid(), ${courseSlug}, ${itemId}, ${actor.id},
        ${now.toISOString()}::timestamptz, ${reason})
      on conflict do nothing returning 1`);
    if (made.length > 0) await say(tx, actor, "ended", courseSlug, itemId);
    return done(null);
  });
}

/** Has a retired item asked again. Twice is once. */
export async function restoreItem(
  db: Database,
  actor: Viewer,
  { courseSlug, itemId }: { courseSlug: string; itemId: string },
  now: Date,
): Promise<Result<null, "no-course">> {
  if (!canTeach(actor, courseSlug)) return refused("no-course");
  return db.transaction(async (tx) => {
    await lockBank(tx, courseSlug);
    const changed = await tx.execute(sql`
      update bank_retirements
      set restored_by = ${actor.id}, restored_at = ${now.toISOString()}::timestamptz
      where course_slug = ${courseSlug} and item_id = ${itemId} and restored_at is null
      returning 1`);
    if (changed.length > 0) await say(tx, actor, "lifted", courseSlug, itemId);
    return done(null);
  });
}

async function isOffered(tx: Transaction, courseSlug: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select from courses where slug = ${courseSlug} and current_edition_id is not null`);
  return rows.length > 0;
}

function say(tx: Transaction, actor: Viewer, verb: Verb, course: string, id: string) {
  return record(tx, {
    ...{ actorId: actor.id, verb, objectType: "bank-item", objectId: `${course}/${id}` },
    result: { course },
  });
}
