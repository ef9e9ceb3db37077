import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Logger, runOnce } from "graphile-worker";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll } from "vitest";
import { finishIssuing } from "#app/domain/credentials/finish-issuing.server.ts";
import { readConfig } from "#app/server/config.ts";
import type { JobContext } from "#app/server/jobs.ts";
import { createLogger } from "#app/server/log.ts";
import { withoutData } from "#app/server/logged-error.ts";
import { createMailer } from "#app/server/mail.ts";
import type { JobTable } from "#app/server/work.ts";
import type { TestDatabase } from "./database.ts";
import { ORIGIN } from "./site.ts";

export interface Letter {
  to: string;
  subject: string;
  text: string;
  /** First address of this site in it, without the origin. */
  link: string | null;
}

/** A mail server that keeps what it is sent; closed after the file. */
export async function openMailbox(): Promise<{ url: string; letters: Letter[] }> {
  const letters: Letter[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    async onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk);
      const mail = await PostalMime.parse(Buffer.concat(chunks));
      const text = mail.text ?? "";
      letters.push({
        to: mail.to?.[0]?.address ?? "",
        subject: mail.subject ?? "",
        text,
        link: new RegExp(`${ORIGIN}(/\\S+)`).exec(text)?.[1] ?? null,
      });
      callback();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, letters };
}

/** Each database's worker has a folder of its own: what the folder keeps is that database's. */
const folders = new Map<string, string>();

function folderOf({ url }: TestDatabase): string {
  const folder = folders.get(url) ?? mkdtempSync(join(tmpdir(), "cabildo-worker-"));
  folders.set(url, folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
});

/** The configuration of a database's worker. */
export const workerConfig = (db: TestDatabase, smtpUrl?: string) =>
  readConfig({ NODE_ENV: "test", SMTP_URL: smtpUrl, DATA_DIR: folderOf(db) });

/** Signs, logs and publishes these certificates, as the worker would. */
export const finish = (db: TestDatabase, ...ids: string[]): Promise<void> =>
  finishAt(db, new Date(), ...ids);

/** The same at a moment of the test's. */
export const finishAt = (db: TestDatabase, now: Date, ...ids: string[]): Promise<void> =>
  finishIssuing(db, { config: workerConfig(db), origin: ORIGIN }, ids, now);

/** Does the work that waits, as the worker would, until none is left. */
export async function workOff(db: TestDatabase, jobs: JobTable, smtpUrl: string): Promise<void> {
  const config = workerConfig(db, smtpUrl);
  const log = createLogger("error", "test");
  const context: JobContext = {
    ...{ db, config, log, origin: ORIGIN },
    mailer: createMailer(config, log),
  };
  const taskList = Object.fromEntries(
    Object.entries(jobs).map(([name, job]) => [
      name,
      async (payload: unknown) => {
        try {
          await job.run(context, job.payload.parse(payload));
        } catch (error) {
          throw withoutData(error);
        }
      },
    ]),
  );
  const logger = new Logger(() => () => {});
  await runOnce({ connectionString: db.url, taskList, noHandleSignals: true, logger });
}
