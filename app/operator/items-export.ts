import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { courseOfBank, foundItems } from "#app/domain/banks/bank-queries.server.ts";
import { WHOLE_BANK } from "#app/domain/banks/bank-search.ts";
import { FORMATS, lossesOf, writeItems } from "#app/domain/banks/formats.ts";
import { translator } from "#app/i18n/translate.ts";
import { Refusal, UsageError } from "#app/server/cli/command.ts";
import { withDatabase } from "#app/server/cli/with-database.ts";
import { readConfig } from "#app/server/config.ts";

const t = translator("en");

/** Questions told at most of those that lose something. */
const TOLD = 200;

/**
 * Writes a bank's questions, content's and authored, to a file or to standard output. What the
 * format cannot carry is told on standard error before. Answers 3 if there is any.
 */
export async function run(args: string[]): Promise<number> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ args, options: { course: text, format: text, out: text } });
  const { course, out } = values;
  const format = FORMATS.find((name) => name === values.format);
  if (!course) throw new UsageError("--course: the course's slug");
  if (!format) throw new UsageError(`--format: one of ${FORMATS.join(", ")}`);
  const items = await withDatabase(readConfig(), async (db) => {
    if (!(await courseOfBank(db, course))) throw new Refusal(`There is no course ${course}.`);
    const all: AssessmentItem[] = [];
    for await (const some of foundItems(db, course, WHOLE_BANK)) all.push(...some);
    return all;
  });
  const losses = lossesOf(format, items);
  for (const { id, lost } of losses.slice(0, TOLD)) {
    process.stderr.write(`${id}: ${lost.map((what) => t(`banks.lost.${what}`)).join("; ")}\n`);
  }
  if (losses.length > TOLD) process.stderr.write(`and ${losses.length - TOLD} more\n`);
  const file = writeItems(format, items);
  if (out) await writeFile(out, file);
  else process.stdout.write(file);
  process.stderr.write(`${items.length} questions, ${losses.length} not whole\n`);
  return losses.length > 0 ? 3 : 0;
}
