import { parseArgs } from "node:util";
import { publishKeys } from "#app/domain/credentials/issuer-record.server.ts";
import { openSigning, rotateKeys } from "#app/domain/credentials/signing.server.ts";
import { orderLists } from "#app/domain/credentials/status-lists.server.ts";
import { newId } from "#app/kernel/ids.ts";
import { Refusal, say, UsageError } from "#app/server/cli/command.ts";
import { withDatabase } from "#app/server/cli/with-database.ts";
import { readConfig } from "#app/server/config.ts";
import { record } from "#app/server/statements.ts";

/**
 * Makes new keys for the issuer and destroys the private halves of those that signed until now;
 * what they signed goes on verifying. With `--compromised-since`, what they signed counts only
 * if the public log had it before that time.
 */
export async function run(args: string[]): Promise<number> {
  const compromisedSince = readTime(args);
  const config = readConfig();
  return withDatabase(config, async (db) => {
    const now = new Date();
    // What signed must be on record before its private half is gone.
    await publishKeys(db, openSigning(config, now).keys);
    const { keys, file } = rotate(config, { now, compromisedSince });
    await db.transaction(async (tx) => {
      await publishKeys(tx, keys);
      await record(tx, {
        ...({ actorId: null, verb: "rotated", objectType: "issuer-keys" } as const),
        ...{ objectId: newId(), result: { compromised: compromisedSince !== null } },
      });
      await orderLists(tx);
    });
    for (const algorithm of ["Ed25519", "ES256"] as const) {
      say(`${algorithm}: ${keys.signing(algorithm).id} signs from now on`);
    }
    say(`Keep a copy of ${file} where only you can read it`);
    return 0;
  });
}

function rotate(...[config, times]: Parameters<typeof rotateKeys>) {
  try {
    return rotateKeys(config, times);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new Refusal(
      `Another rotation is under way, or was cut short: if none is running, delete the file of the keys whose name ends in .next and try again`,
    );
  }
}

function readTime(args: string[]): Date | null {
  const { values } = parseArgs({ args, options: { "compromised-since": { type: "string" } } });
  const given = values["compromised-since"];
  if (given === undefined) return null;
  const time = new Date(given);
  if (!/^\d{4}-\d\d-\d\d(T.+)?$/.test(given) || Number.isNaN(time.getTime()) || time > new Date()) {
    throw new UsageError(
      "--compromised-since takes a time that has passed, such as 2026-11-20T08:00:00Z",
    );
  }
  return time;
}
