import { z } from "zod";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { Database } from "#app/server/db.ts";
import { copyItem, restoreItem, retireItem } from "./save-item.server.ts";

/** What the buttons of a question's page post. */
export const PostedChange = z.discriminatedUnion("hacer", [
  z.object({ hacer: z.literal("retirar"), motivo: z.string().trim().min(1).max(500) }),
  z.object({ hacer: z.literal("restaurar") }),
  z.object({ hacer: z.literal("copiar") }),
]);

/** Does it; answers the id of the question to go on with, null where there is none. */
export async function changeItem(
  db: Database,
  actor: Viewer,
  target: { courseSlug: string; itemId: string },
  change: z.infer<typeof PostedChange>,
  now: Date,
): Promise<string | null> {
  const { courseSlug, itemId } = target;
  if (change.hacer === "copiar") {
    const copied = await copyItem(db, actor, courseSlug, itemId, now);
    return copied.ok ? copied.value.id : null;
  }
  const changed =
    change.hacer === "retirar"
      ? await retireItem(db, actor, { ...target, reason: change.motivo }, now)
      : await restoreItem(db, actor, target, now);
  return changed.ok ? itemId : null;
}
