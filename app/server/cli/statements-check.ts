import { readConfig } from "../config.ts";
import { checkSeals } from "../seal.ts";
import { say } from "./command.ts";
import { withDatabase } from "./with-database.ts";

/** Recomputes the hash chain over the statements. Answers 1 where it does not hold. */
export async function run(): Promise<number> {
  const broken = await withDatabase(readConfig(), (db) => checkSeals(db));
  if (!broken) {
    say("Every sealed statement is as it was written");
    return 0;
  }
  say(`Seal ${broken.sealId} does not hold: a statement was ${broken.reason}`);
  return 1;
}
