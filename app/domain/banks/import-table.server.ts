import type { Viewer } from "#app/domain/people/viewer.ts";
import { type Language, translator } from "#app/i18n/translate.ts";
import { Uuid } from "#app/kernel/ids.ts";
import type { Executor } from "#app/server/db.ts";
import { MOST_BLOCKS } from "./formats/limits.ts";
import { csvOfImport } from "./import-lines.ts";
import { importFor, importLines } from "./import-queries.server.ts";

/** The table of an import of a course that the viewer teaches; null for any other. */
export async function importTable(
  db: Executor,
  viewer: Viewer,
  id: string,
  language: Language,
): Promise<string | null> {
  if (!Uuid.safeParse(id).success || !(await importFor(db, viewer, id))) return null;
  const t = translator(language);
  const columns = [
    ...[t("banks.import.line"), t("banks.import.identifier"), t("banks.list.question")],
    ...[t("banks.import.outcome"), t("banks.import.reason")],
  ];
  const lines = await importLines(db, id, { most: MOST_BLOCKS });
  return csvOfImport(lines, columns, { t, outcome: (of) => t(`banks.outcome-one.${of}`) });
}
