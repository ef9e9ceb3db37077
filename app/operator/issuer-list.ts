import { listIssuers } from "#app/domain/credentials/known-issuers.server.ts";
import { say } from "#app/server/cli/command.ts";
import { withDatabase } from "#app/server/cli/with-database.ts";
import { readConfig } from "#app/server/config.ts";

/** Prints the issuers that we know beside ourselves: DID, tab, name. */
export async function run(): Promise<number> {
  const known = await withDatabase(readConfig(), listIssuers);
  for (const { did, name } of known) say(`${did}\t${name}`);
  if (known.length === 0) say("No other issuer is known");
  return 0;
}
