import { forgetIssuer } from "#app/domain/credentials/known-issuers.server.ts";
import { Refusal, say } from "#app/server/cli/command.ts";
import { withDatabase } from "#app/server/cli/with-database.ts";
import { readConfig } from "#app/server/config.ts";

/** Takes an issuer off the register. */
export async function run([did = ""]: string[]): Promise<number> {
  const outcome = await withDatabase(readConfig(), (db) => forgetIssuer(db, did));
  if (!outcome.ok) throw new Refusal(`${did} is not in the register`);
  say(`${did} is not known any more`);
  return 0;
}
