import { sql } from "drizzle-orm";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import type { CourseManifest } from "#app/domain/courses/manifest.ts";
import { translator } from "#app/i18n/translate.ts";
import type { Database, Executor } from "#app/server/db.ts";
import { readFile as storedFile } from "#app/server/files.ts";
import { bankImportRows } from "#db/schema/banks.ts";
import type { FormatName, ReadBlock } from "./formats/format.ts";
import { identityOf } from "./identity.server.ts";
import { type Existing, type ImportFacts, judge } from "./import.ts";
import { readFile } from "./read-file.server.ts";
import type { Defaults } from "./source-item.ts";

/** Told how far a file is read or taken: questions of so many. */
export type Progress = (done: number, total: number) => void;

interface ImportRow extends Record<string, unknown> {
  course_slug: string;
  format: FormatName | null;
  file_hash: string | null;
  defaults: Defaults;
  manifest: CourseManifest;
  confirmed_at: string | null;
}

/**
 * Reads the file of an import and keeps what would become of each of its questions: the preview.
 * Done again it gives the same; one that was confirmed stays as it was confirmed.
 */
export async function readImport(
  db: Database,
  id: string,
  now: () => Date,
  progress: Progress = () => {},
): Promise<void> {
  const [row] = await db.execute<ImportRow>(sql`
    select bank_imports.course_slug, format, file_hash, defaults, confirmed_at, manifest
    from bank_imports join courses on slug = bank_imports.course_slug
    join editions on editions.id = current_edition_id
    where bank_imports.id = ${id}`);
  if (!row || row.confirmed_at || !row.file_hash) return;
  const stored = await storedFile(db, row.file_hash);
  if (!stored) return;
  await db.execute(sql`delete from bank_import_rows where import_id = ${id}`);
  const file = await readFile(stored.bytes, row.format);
  try {
    const { cut } = file;
    const total = cut.ok ? cut.blocks.length : null;
    await db.execute(sql`update bank_imports set format = ${cut.format}, encoding = ${cut.encoding},
      fault = ${cut.ok ? null : cut.fault}, fault_line = ${cut.ok ? null : cut.line}::int,
      total = ${total}::int where id = ${id}`);
    if (cut.ok) {
      const facts = factsOf(row, cut.format);
      const seen = new Map<string, number>();
      let position = 0;
      for await (const batch of file.batches) {
        const rows = await judged(db, { course: row.course_slug, facts, seen }, batch);
        await db.insert(bankImportRows).values(
          rows.map((each) => {
            position += 1;
            return { ...each, importId: id, position };
          }),
        );
        progress(position, cut.blocks.length);
      }
    }
    await db.execute(sql`update bank_imports set read_at = ${now().toISOString()}::timestamptz
      where id = ${id}`);
  } finally {
    await file.close();
  }
}

function factsOf({ defaults, manifest }: ImportRow, format: FormatName): ImportFacts {
  const t = translator(manifest.language);
  const levels = [0, 1, 2].map((points) => {
    return { points, text: t(`banks.rubric.level-${points as 0 | 1 | 2}`) };
  });
  return {
    format,
    defaults,
    objectives: manifest.objectives.map(({ id }) => id),
    rubric: { criteria: [{ id: "c1", text: t("banks.rubric.criterion"), levels }] },
  };
}

interface Judging {
  course: string;
  facts: ImportFacts;
  /** Line at which each id was met. */
  seen: Map<string, number>;
}

async function judged(db: Executor, { course, facts, seen }: Judging, batch: readonly ReadBlock[]) {
  const named = batch.map((read) => {
    return read.ok ? { read, ...identityOf(read.source) } : { read, id: null, made: false };
  });
  const existing = await existingItems(
    db,
    course,
    named.flatMap(({ id }) => id ?? []),
  );
  return named.map(({ read, id, made }) => {
    if (!read.ok) {
      const { fault, line, detail } = read;
      const outcome = fault === "description" ? ("skipped" as const) : ("refused" as const);
      return { line, outcome, fault, detail, notes: [], itemId: null, title: "", body: null };
    }
    const { source } = read;
    const { line } = source;
    const itemId = id ?? "";
    const title = (source.item.title || source.item.prompt).slice(0, 120);
    const earlier = seen.get(itemId);
    if (earlier !== undefined) {
      const fault = "repeated";
      const detail = String(earlier);
      const outcome = "refused" as const;
      return { line, outcome, fault, detail, notes: [], itemId, title, body: null };
    }
    seen.set(itemId, line);
    const { outcome, fault, notes, item } = judge(
      source,
      itemId,
      existing.get(itemId) ?? null,
      facts,
    );
    const detail = source.wrongTags.join(", ").slice(0, 300) || null;
    const all = made && source.sourceId ? [...notes, "made-id"] : notes;
    return { line, outcome, fault, detail, notes: all, itemId, title, body: item };
  });
}

/** What the course's bank has under these ids; what its files have goes before what was written here. */
export async function existingItems(
  db: Executor,
  course: string,
  ids: readonly string[],
): Promise<Map<string, Existing>> {
  if (ids.length === 0) return new Map();
  const rows = await db.execute<{ origin: Existing["origin"]; body: AssessmentItem }>(sql`
    select 'authored' as origin, body from bank_items
      join item_versions on hash = item_hash
      where course_slug = ${course} and bank_items.item_id in ${ids}
    union all
    select 'content', body from courses
      join edition_items on edition_id = current_edition_id
      join item_versions on hash = item_hash
      where slug = ${course} and edition_items.item_id in ${ids}
    order by origin`);
  return new Map(rows.map(({ origin, body }) => [body.id, { origin, item: body }]));
}
