import { knowIssuer } from "#app/domain/credentials/known-issuers.server.ts";
import { Refusal, say, UsageError } from "#app/server/cli/command.ts";
import { withDatabase } from "#app/server/cli/with-database.ts";
import { readConfig } from "#app/server/config.ts";

/** Takes an issuer into the register, from which people are told who signed. */
export async function run(args: string[]): Promise<number> {
  const [did = "", name = "", ...more] = args;
  if (more.length > 0) throw new UsageError("The name goes between quotation marks.");
  const outcome = await withDatabase(readConfig(), (db) => knowIssuer(db, did, name, new Date()));
  if (!outcome.ok) throw new Refusal(REFUSALS[outcome.reason]);
  say(`${did} is known as ${name.trim()}`);
  return 0;
}

const REFUSALS = {
  "not-did-web": "DID: a did:web of a public name, such as did:web:escuela.example",
  own: "DID: this installation itself; its name is the programme's",
  name: "NAME: from 1 to 200 characters",
};
