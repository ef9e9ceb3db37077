import type { Config } from "#app/server/config.ts";
import type { Database } from "#app/server/db.ts";
import { publishCredential } from "./issuing/publish.server.ts";
import { signCredential } from "./issuing/sign.server.ts";
import { appendWaiting, logOrigin } from "./log/append.server.ts";
import { keptCheckpoint } from "./log/kept.server.ts";
import { loadLogSigner } from "./log/key.server.ts";
import { openSigning } from "./signing.server.ts";
import { signLists } from "./status-lists.server.ts";

/**
 * Does for these issued certificates, now, what the worker's jobs do one after another: signs
 * them and their lists, has the log take them and makes their files. `origin` is the site's.
 */
export async function finishIssuing(
  db: Database,
  { config, origin }: { config: Config; origin: string },
  ids: readonly string[],
  now: Date,
): Promise<void> {
  const signing = openSigning(config, now);
  for (const id of ids) await signCredential(db, signing, id, now);
  await signLists(db, signing, now);
  await appendToLog(db, { config, origin }, now);
  for (const id of ids) await publishCredential(db, signing, id, now);
}

/** Adds to the public log the credentials that wait for it, with the log's key of this machine. */
export async function appendToLog(
  db: Database,
  { config, origin }: { config: Config; origin: string },
  now: Date,
): Promise<void> {
  const kept = keptCheckpoint(config);
  await appendWaiting(db, { signer: loadLogSigner(config), origin: logOrigin(origin), kept }, now);
}
