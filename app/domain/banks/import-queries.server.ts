import { type SQL, sql } from "drizzle-orm";
import { canTeach } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { Executor } from "#app/server/db.ts";
import type { Encoding } from "./formats/encoding.ts";
import type { FileFault, FormatName } from "./formats/format.ts";
import type { Outcome } from "./import.ts";
import type { ImportLine } from "./import-lines.ts";
import type { ImportStage, ImportState } from "./import-state.ts";
import type { Defaults } from "./source-item.ts";

interface Row extends Record<string, unknown> {
  id: string;
  course_slug: string;
  file_name: string;
  format: FormatName | null;
  encoding: Encoding | null;
  defaults: Defaults;
  fault: FileFault | null;
  fault_line: number | null;
  total: number | null;
  started_at: string;
  read_at: string | null;
  confirmed_at: string | null;
  finished_at: string | null;
  counts: Partial<Record<Outcome, number>> | null;
  taken: number;
}

/** An import of a course that the viewer teaches; null for any other. */
export async function importFor(
  db: Executor,
  viewer: Viewer,
  id: string,
): Promise<ImportState | null> {
  const state = await importState(db, id);
  return state && canTeach(viewer, state.courseSlug) ? state : null;
}

/** The same for the operator. */
export async function importState(db: Executor, id: string): Promise<ImportState | null> {
  const [row] = await db.execute<Row>(sql`
    select bank_imports.*,
      (select jsonb_object_agg(outcome, count) from
        (select outcome, count(*)::int as count from bank_import_rows
          where import_id = ${id} group by outcome) by_outcome) as counts,
      (select count(taken_at)::int from bank_import_rows where import_id = ${id}) as taken
    from bank_imports where id = ${id}`);
  if (!row) return null;
  const counts = { added: 0, changed: 0, same: 0, refused: 0, skipped: 0, ...row.counts };
  const stage = stageOf(row);
  const read = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return {
    ...{ id: row.id, courseSlug: row.course_slug, fileName: row.file_name, format: row.format },
    ...{ encoding: row.encoding, defaults: row.defaults, stage, counts, total: row.total },
    ...{ fault: row.fault, faultLine: row.fault_line },
    done: stage === "reading" ? read : row.taken,
    startedAt: new Date(row.started_at).toISOString(),
    finishedAt: row.finished_at && new Date(row.finished_at).toISOString(),
  };
}

function stageOf({ finished_at, confirmed_at, read_at, fault }: Row): ImportStage {
  if (finished_at) return "done";
  if (confirmed_at) return "taking";
  if (!read_at) return "reading";
  return fault ? "failed" : "ready";
}

/** Something is to be said of the question: why it was left out, or what of it was. */
const IS_TOLD = sql`(fault is not null or cardinality(notes) > 0)`;

/** Questions of an import in the order of its file, all or those of which something is told. */
export function importLines(
  db: Executor,
  id: string,
  { told = false, most }: { told?: boolean; most: number },
): Promise<ImportLine[]> {
  return readLines(db, sql`${id} ${told ? sql`and ${IS_TOLD}` : sql``} order by position`, most);
}

/** The same, those first of which something is told. */
export function importPreview(db: Executor, id: string, most: number): Promise<ImportLine[]> {
  return readLines(db, sql`${id} order by ${IS_TOLD} desc, position`, most);
}

async function readLines(db: Executor, ofImport: SQL, most: number): Promise<ImportLine[]> {
  const rows = await db.execute<ImportLine & Record<string, unknown>>(sql`
    select position, line, outcome, fault, detail, notes, item_id as "itemId", title
    from bank_import_rows where import_id = ${ofImport} limit ${most}`);
  return rows.map((row) => ({ ...row }));
}

/** The last imports of the courses that the viewer teaches, newest first. */
export async function recentImports(db: Executor, viewer: Viewer, courseSlug: string) {
  if (!canTeach(viewer, courseSlug)) return [];
  const rows = await db.execute<{
    id: string;
    file_name: string;
    started_at: string;
    read_at: string | null;
    confirmed_at: string | null;
    finished_at: string | null;
    fault: FileFault | null;
  }>(sql`
    select id, file_name, started_at, read_at, confirmed_at, finished_at, fault
    from bank_imports where course_slug = ${courseSlug} order by started_at desc limit 20`);
  return rows.map((row) => ({
    id: row.id,
    fileName: row.file_name,
    startedAt: new Date(row.started_at).toISOString(),
    stage: stageOf(row as unknown as Row),
  }));
}
