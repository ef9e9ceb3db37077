import { sql } from "drizzle-orm";
import type { Config } from "#app/server/config.ts";
import type { Database } from "#app/server/db.ts";
import { enqueue, type JobContext } from "#app/server/jobs.ts";
import { keptCheckpoint } from "./log/kept.server.ts";
import { logPublicKey } from "./log/key.server.ts";
import { latestCheckpoint } from "./log/tree.server.ts";
import { checkLog, type LogFault, type LogReport } from "./log-check.server.ts";

/**
 * Checks the log with the key of this machine, and against the checkpoint that it keeps and
 * those given.
 */
export function checkOwnLog(
  db: Database,
  config: Config,
  given: readonly string[] = [],
): Promise<LogReport> {
  const own = keptCheckpoint(config).read();
  const kept = own === null ? given : [own, ...given];
  return checkLog(db, { publicKey: logPublicKey(config), kept });
}

/**
 * The nightly check. A log that holds leaves its checkpoint in the data folder, for the next
 * night; one that does not is an error in the log file and a mail to each administrator.
 */
export async function watchLog({ db, config, log }: JobContext, now: Date): Promise<void> {
  const last = await latestCheckpoint(db);
  const report = await checkOwnLog(db, config);
  const [first] = report.faults;
  if (!first) {
    log.info({ code: "log-holds", entries: report.entries, checkpoints: report.checkpoints });
    if (last) keptCheckpoint(config).write(last.note);
    return;
  }
  log.error({ code: "log-broken", faults: report.faults }, "the public log does not hold");
  await tellAdministrators(db, report.faults.length, faultName(first), now);
}

/** `tile-differs 0/12`, `checkpoint-root 512`. */
export const faultName = ({ code, at, level }: LogFault): string =>
  `${code} ${level === undefined ? at : `${level}/${at}`}`;

/** One mail a day to each administrator who has an address that was verified. */
async function tellAdministrators(
  db: Database,
  count: number,
  first: string,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const administrators = await tx.execute<{ id: string }>(sql`
      select distinct users.id from role_assignments held join users on users.id = held.user_id
      where held.role = 'admin' and held.ended_at is null
        and email is not null and email_verified_at is not null`);
    for (const { id: userId } of administrators) {
      const letter = { userId, template: "credentials.log-alarm", values: { count, first } };
      const key = `log alarm ${userId} ${now.toISOString().slice(0, 10)}`;
      await enqueue(tx, "people.mail", letter, { key });
    }
  });
}
