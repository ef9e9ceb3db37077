import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import { FORMATS, type FormatName, MOST_BYTES_BY_COMMAND } from "#app/domain/banks/formats.ts";
import { type ImportLine, linesOfImport } from "#app/domain/banks/import-lines.ts";
import { importLines, importState } from "#app/domain/banks/import-queries.server.ts";
import type { ImportState } from "#app/domain/banks/import-state.ts";
import { readImport } from "#app/domain/banks/read-import.server.ts";
import { NOTHING_CHOSEN } from "#app/domain/banks/source-item.ts";
import { confirmByCommand, dropImport, keepImport } from "#app/domain/banks/start-import.server.ts";
import { takeImport } from "#app/domain/banks/take-import.server.ts";
import { translator } from "#app/i18n/translate.ts";
import { Refusal, say, UsageError } from "#app/server/cli/command.ts";
import { withDatabase } from "#app/server/cli/with-database.ts";
import { readConfig } from "#app/server/config.ts";
import type { Database } from "#app/server/db.ts";

const t = translator("en");

/** Lines printed at most; the page of the import has them all. */
const PRINTED = 200;

/**
 * Brings a file of questions into a course's bank: what is good comes in, what is not is told
 * with its line. Answers 0 if every question came in or was there, 1 if nothing could be read,
 * 3 if some were left out.
 */
export async function run(args: string[]): Promise<number> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args,
    options: { course: text, file: text, format: text, by: text, "dry-run": { type: "boolean" } },
  });
  const { course, file, by } = values;
  if (!course) throw new UsageError("--course: the course's slug");
  if (!file) throw new UsageError("--file: the file of questions");
  const format = formatOf(values.format);
  const { size } = await stat(file).catch(() => {
    throw new Refusal(`${file} cannot be read.`);
  });
  if (size > MOST_BYTES_BY_COMMAND) {
    throw new Refusal(`${file} is larger than ${MOST_BYTES_BY_COMMAND / 2 ** 20} MB: split it.`);
  }
  const bytes = await readFile(file);
  return withDatabase(readConfig(), async (db) => {
    const actor = by === undefined ? null : await personOf(db, by);
    const sent = {
      courseSlug: course,
      fileName: basename(file),
      bytes,
      format,
      defaults: NOTHING_CHOSEN,
    };
    const id = await db.transaction((tx) => keepImport(tx, actor, sent, new Date()));
    if (!id) throw new Refusal(`There is no course ${course}.`);
    await readImport(db, id, now, progress("read"));
    const state = await importState(db, id);
    if (!state) throw new Error("The import is gone");
    const told = await importLines(db, id, { told: true, most: PRINTED });
    if (values["dry-run"] || state.fault) await dropImport(db, id);
    else {
      await confirmByCommand(db, id, new Date());
      await takeImport(db, id, now, progress("taken"));
    }
    return report(state, told, Boolean(values["dry-run"]));
  });
}

const now = () => new Date();

function formatOf(given: string | undefined): FormatName | null {
  if (given === undefined) return null;
  const format = FORMATS.find((name) => name === given);
  if (!format) throw new UsageError(`--format: one of ${FORMATS.join(", ")}`);
  return format;
}

async function personOf(db: Database, email: string): Promise<string> {
  const [row] = await db.execute<{ id: string }>(
    sql`select id from users where lower(email) = ${email.toLowerCase()}`,
  );
  if (!row) throw new Refusal(`--by: nobody here has the address ${email}.`);
  return row.id;
}

/** A line of progress every second, where the operator's own output is not. */
function progress(what: string) {
  let last = 0;
  return (done: number, total: number) => {
    if (done < total && Date.now() - last < 1000) return;
    last = Date.now();
    process.stderr.write(`${what} ${done} of ${total}\n`);
  };
}

function report(state: ImportState, told: readonly ImportLine[], isDry: boolean): number {
  if (state.fault) {
    const where = state.faultLine ? ` (line ${state.faultLine})` : "";
    say(`${t(`banks.file-fault.${state.fault}`)}${where}`);
    return 1;
  }
  for (const line of linesOfImport(told, t)) say(line);
  const { added, changed, same, refused, skipped } = state.counts;
  const verb = isDry ? "would be added" : "added";
  say(
    `${state.format}, ${state.encoding}: ${added} ${verb}, ${changed} changed, ${same} the same, ` +
      `${refused} not taken, ${skipped} that ask nothing`,
  );
  return refused > 0 ? 3 : 0;
}
