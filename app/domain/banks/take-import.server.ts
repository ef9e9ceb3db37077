import { sql } from "drizzle-orm";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { dropFiles } from "#app/server/files.ts";
import { record } from "#app/server/statements.ts";
import { lockBank } from "./bank-lock.server.ts";
import type { Progress } from "./read-import.server.ts";
import { orderComparison, revise } from "./revise.server.ts";

/** Questions taken in one transaction. */
const BATCH = 500;

/**
 * Takes what a confirmed import has read into the bank, some hundreds at a time: stopped halfway
 * it goes on where it was, and done again it changes nothing.
 */
export async function takeImport(
  db: Database,
  id: string,
  now: () => Date,
  progress: Progress = () => {},
): Promise<void> {
  const [counted] = await db.execute<{ total: number }>(sql`
    select count(*)::int as total from bank_import_rows
    where import_id = ${id} and outcome in ('added', 'changed')`);
  const total = counted?.total ?? 0;
  for (;;) {
    const { left, isOver } = await db.transaction((tx) => takeBatch(tx, id, now()));
    progress(total - left, total);
    if (isOver) return;
  }
}

interface ImportRow extends Record<string, unknown> {
  course_slug: string;
  started_by: string | null;
  file_hash: string | null;
  confirmed_at: string | null;
  finished_at: string | null;
}

async function takeBatch(tx: Transaction, id: string, at: Date) {
  const over = { left: 0, isOver: true };
  const [row] = await tx.execute<ImportRow>(sql`
    select course_slug, started_by, file_hash, confirmed_at, finished_at
    from bank_imports where id = ${id} for update`);
  if (!row?.confirmed_at || row.finished_at) return over;
  const { course_slug: courseSlug, started_by: by } = row;
  await lockBank(tx, courseSlug);
  const rows = await tx.execute<{ position: number; body: AssessmentItem }>(sql`
    select position, body from bank_import_rows
    where import_id = ${id} and body is not null order by position limit ${BATCH}`);
  const revised = await revise(
    tx,
    rows.map(({ body }) => body),
    { courseSlug, by, at, importId: id },
  );
  const when = at.toISOString();
  if (rows.length > 0) {
    await tx.execute(sql`update bank_import_rows
      set body = null, taken_at = ${when}::timestamptz
      where import_id = ${id} and position in ${rows.map(({ position }) => position)}`);
    await record(tx, {
      actorId: by,
      verb: "updated",
      objectType: "bank",
      objectId: courseSlug,
      result: { import: id, ...revised },
    });
  }
  const [left] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from bank_import_rows
    where import_id = ${id} and body is not null`);
  if (left && left.count > 0) return { left: left.count, isOver: false };
  await tx.execute(sql`update bank_imports
    set finished_at = ${when}::timestamptz, file_hash = null where id = ${id}`);
  if (row.file_hash) await dropFiles(tx, [row.file_hash]);
  await orderComparison(tx, courseSlug, at);
  return over;
}
