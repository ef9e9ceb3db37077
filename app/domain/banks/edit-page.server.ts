import type { InteractionName } from "#app/domain/assessment/item.ts";
import { canTeach } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { Executor } from "#app/server/db.ts";
import { bankCourse } from "./bank-page.server.ts";
import { courseOfBank } from "./bank-queries.server.ts";
import { fieldsOf } from "./item-fields.ts";
import { emptyFields, Kind } from "./item-form.server.ts";
import { existingItems } from "./read-import.server.ts";

/** The form of an authored question of a course that the viewer teaches; null for any other. */
export async function editedItem(db: Executor, viewer: Viewer, courseSlug: string, itemId: string) {
  if (!canTeach(viewer, courseSlug)) return null;
  const course = await courseOfBank(db, courseSlug);
  const existing = (await existingItems(db, courseSlug, [itemId])).get(itemId);
  if (!course || existing?.origin !== "authored") return null;
  const { interaction } = existing.item;
  return { course, itemId, interaction, fields: fieldsOf(existing.item) };
}

/** The form of a new question of the kind and course that an address names. */
export async function newItem(db: Executor, viewer: Viewer, params: URLSearchParams) {
  const chosen = await bankCourse(db, viewer, params);
  const kind = Kind.safeParse(params.get("tipo") ?? "choice");
  if (!chosen || !kind.success) return null;
  const interaction: InteractionName = kind.data;
  return { course: chosen.course, itemId: null, interaction, fields: emptyFields(interaction) };
}
