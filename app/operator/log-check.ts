import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { LogFault } from "#app/domain/credentials/log-check.server.ts";
import { checkOwnLog, faultName } from "#app/domain/credentials/log-watch.server.ts";
import { Refusal, say } from "#app/server/cli/command.ts";
import { withDatabase } from "#app/server/cli/with-database.ts";
import { readConfig } from "#app/server/config.ts";

/**
 * Recomputes the public log of certificates from its entries and compares it with all that was
 * signed, and with the checkpoints given. Answers 1, with a line for each, where it does not hold.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { checkpoint: { type: "string", multiple: true, default: [] } },
  });
  const given = values.checkpoint.map(readNote);
  const config = readConfig();
  const report = await withDatabase(config, (db) => checkOwnLog(db, config, given));
  for (const fault of report.faults) say(`${faultName(fault)}: ${SAYS[fault.code]}`);
  if (report.faults.length > 0) {
    say("The public log does NOT hold");
    return 1;
  }
  say(`The public log holds: ${report.entries} entries, ${report.checkpoints} checkpoints`);
  return 0;
}

function readNote(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Refusal(`--checkpoint: ${(error as Error).message}`);
  }
}

const SAYS: Record<LogFault["code"], string> = {
  "key-missing": "there is no log.key in DATA_DIR with which to verify the checkpoints",
  "entry-missing": "the entry of this index is not there",
  "opening-missing": "nothing says which certificate this entry is of",
  "opening-differs": "the entry is not the hash of what opens it: one of them was changed",
  "tile-missing": "the tile is not there",
  "tile-differs": "the tile is not the one that the entries make: one of them was changed",
  "tile-extra": "there are tiles that no entries make",
  "checkpoint-signature": "the checkpoint of this size is not one that the log's key signed",
  "checkpoint-root": "the entries are not those of the checkpoint of this size",
  "entries-missing": "there are fewer entries than a checkpoint says",
  "entries-unsigned": "there are entries after the last checkpoint",
  "kept-signature": "a checkpoint that was kept is not one that the log's key signed",
  "kept-root": "the log is not what a checkpoint of this size, kept elsewhere, says",
};
