import { sql } from "drizzle-orm";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { importState } from "#app/domain/banks/import-queries.server.ts";
import type { ImportState } from "#app/domain/banks/import-state.ts";
import { readImport } from "#app/domain/banks/read-import.server.ts";
import { NOTHING_CHOSEN } from "#app/domain/banks/source-item.ts";
import {
  confirmByCommand,
  confirmImport,
  keepImport,
  type SentFile,
  sendFile,
} from "#app/domain/banks/start-import.server.ts";
import { takeImport } from "#app/domain/banks/take-import.server.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { Database } from "#app/server/db.ts";

export const NOW = new Date("2026-11-20T15:00:00Z");
const now = () => NOW;

/** Sends a file and reads it, as the page and the worker do. */
export async function preview(
  db: Database,
  viewer: Viewer,
  courseSlug: string,
  text: string | Buffer,
  more: Partial<SentFile> = {},
): Promise<ImportState> {
  const file: SentFile = {
    ...{ courseSlug, fileName: "preguntas.txt", format: null, defaults: NOTHING_CHOSEN },
    bytes: Buffer.from(text),
    ...more,
  };
  const sent = await sendFile(db, viewer, file, NOW);
  if (!sent.ok) throw new Error(sent.reason);
  await readImport(db, sent.value.id, now);
  return stateOf(db, sent.value.id);
}

/** The same, taken into the bank. */
export async function bringIn(...given: Parameters<typeof preview>): Promise<ImportState> {
  const [db, viewer] = given;
  const { id, fault } = await preview(...given);
  if (fault) throw new Error(fault);
  const confirmed = await confirmImport(db, viewer, id, NOW);
  if (!confirmed.ok) throw new Error(confirmed.reason);
  await takeImport(db, id, now);
  return stateOf(db, id);
}

/** An import of somebody whose rights are not the matter: read, and taken if told to. */
export async function importOf(
  db: Database,
  by: string,
  courseSlug: string,
  text: string,
  { take }: { take: boolean },
): Promise<string> {
  const bytes = Buffer.from(text);
  const file = { courseSlug, fileName: "preguntas.gift", format: null, defaults: NOTHING_CHOSEN };
  const id = await db.transaction((tx) => keepImport(tx, by, { ...file, bytes }, new Date()));
  if (!id) throw new Error(`no course ${courseSlug}`);
  await readImport(db, id, () => new Date());
  if (!take) return id;
  await confirmByCommand(db, id, new Date());
  await takeImport(db, id, () => new Date());
  return id;
}

async function stateOf(db: Database, id: string): Promise<ImportState> {
  const state = await importState(db, id);
  if (!state) throw new Error(`no import ${id}`);
  return state;
}

/** The items of a course's bank that were written or imported, by id. */
export async function authored(db: Database, courseSlug: string): Promise<AssessmentItem[]> {
  const rows = await db.execute<{ body: AssessmentItem }>(sql`
    select body from bank_items join item_versions on hash = item_hash
    where course_slug = ${courseSlug} order by bank_items.item_id`);
  return rows.map(({ body }) => body);
}
