import { sql } from "drizzle-orm";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { canTeach } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { Executor } from "#app/server/db.ts";
import { changesBetween } from "./item-changes.ts";
import type { ItemPage, ItemVersion } from "./item-page.ts";
import { existingItems } from "./read-import.server.ts";

/** An item of a course that the viewer teaches, with its history; null for any other. */
export async function itemFor(
  db: Executor,
  viewer: Viewer,
  courseSlug: string,
  itemId: string,
): Promise<ItemPage | null> {
  if (!canTeach(viewer, courseSlug)) return null;
  const existing = (await existingItems(db, courseSlug, [itemId])).get(itemId);
  if (!existing) return null;
  const [retirement] = await db.execute<{ at: string; by: string | null; reason: string }>(sql`
    select retired_at as at, full_name as by, reason from bank_retirements
    left join users on users.id = retired_by
    where course_slug = ${courseSlug} and item_id = ${itemId} and restored_at is null`);
  return {
    ...{ courseSlug, item: existing.item, origin: existing.origin },
    versions: versionsOf(await versionRows(db, courseSlug, itemId, existing.origin)),
    retirement: retirement ? { ...retirement, at: new Date(retirement.at).toISOString() } : null,
  };
}

interface VersionRow extends Record<string, unknown> {
  at: string;
  edition: number | null;
  by: string | null;
  import_id: string | null;
  file_name: string | null;
  note: string | null;
  body: AssessmentItem;
}

function versionRows(db: Executor, courseSlug: string, itemId: string, origin: string) {
  if (origin === "authored") {
    return db.execute<VersionRow>(sql`
      select revised_at as at, null as edition, full_name as by, import_id, file_name, note, body
      from bank_revisions join item_versions on hash = item_hash
      left join users on users.id = revised_by
      left join bank_imports on bank_imports.id = import_id
      where bank_revisions.course_slug = ${courseSlug} and bank_revisions.item_id = ${itemId}
      order by revised_at`);
  }
  return db.execute<VersionRow>(sql`
    select synced_at as at, number as edition, null as by, null as import_id, null as file_name,
      null as note, body
    from edition_items join editions on editions.id = edition_id
    join item_versions on hash = item_hash
    where course_slug = ${courseSlug} and edition_items.item_id = ${itemId} order by number`);
}

/** Editions that kept an item as it was are none of its versions. */
function versionsOf(rows: readonly VersionRow[]): ItemVersion[] {
  const versions: ItemVersion[] = [];
  let before: AssessmentItem | null = null;
  for (const row of rows) {
    const changes = before ? changesBetween(before, row.body) : [];
    if (before && changes.length === 0) continue;
    before = row.body;
    versions.push({
      ...{ at: new Date(row.at).toISOString(), edition: row.edition, by: row.by, changes },
      ...{ importId: row.import_id, fileName: row.file_name, note: row.note },
    });
  }
  return versions.reverse();
}
