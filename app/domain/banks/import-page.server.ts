import type { Viewer } from "#app/domain/people/viewer.ts";
import { Uuid } from "#app/kernel/ids.ts";
import type { Database, Executor } from "#app/server/db.ts";
import { courseOfBank } from "./bank-queries.server.ts";
import { PostedDefaults } from "./import-posted.server.ts";
import { importFor, importPreview } from "./import-queries.server.ts";
import { confirmImport, readAgain } from "./start-import.server.ts";

/** Lines that the page shows; the table to download has all. */
const SHOWN = 100;

/** An import of a course that the viewer teaches, with its first lines; null for any other. */
export async function importPage(db: Executor, viewer: Viewer, id: string) {
  if (!Uuid.safeParse(id).success) return null;
  const state = await importFor(db, viewer, id);
  const course = state && (await courseOfBank(db, state.courseSlug));
  if (!course) return null;
  return { state, course, lines: await importPreview(db, id, SHOWN) };
}

/** Does what a button of that page asks for; null where there is no such import or button. */
export async function postImport(
  db: Database,
  viewer: Viewer,
  id: string,
  form: FormData,
  now: Date,
): Promise<true | null> {
  if (!Uuid.safeParse(id).success) return null;
  if (form.get("hacer") === "confirmar") {
    const confirmed = await confirmImport(db, viewer, id, now);
    return confirmed.ok || confirmed.reason === "not-read" ? true : null;
  }
  if (form.get("hacer") !== "releer") return null;
  const defaults = PostedDefaults.safeParse({
    ...{ objetivo: form.get("objetivo"), dificultad: form.get("dificultad") },
    ...{ "usos[]": form.getAll("usos[]"), "paises[]": form.getAll("paises[]") },
  });
  if (!defaults.success) return null;
  const read = await readAgain(db, viewer, id, defaults.data);
  return read.ok || read.reason === "confirmed" ? true : null;
}
