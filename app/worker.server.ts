import { setPriority } from "node:os";
import { run } from "graphile-worker";
import { jobs } from "./jobs.ts";
import { readConfig } from "./server/config.ts";
import { connect } from "./server/db.ts";
import type { JobContext } from "./server/jobs.ts";
import { createLogger } from "./server/log.ts";
import { createMailer } from "./server/mail.ts";
import { sealStatements } from "./server/seal.ts";
import { onStop, readyToServe } from "./server/supervise/child.ts";
import { runTasks } from "./server/work.ts";

/** Milliseconds between links of the statements' hash chain: within 10 s of a commit. */
const SEAL_EVERY = 5_000;

// Who waits for an answer goes first: work in the background takes what they leave.
setPriority(10);

const config = readConfig();
const log = createLogger(config.logLevel, "worker");
if (!config.databaseUrl)
  throw new Error("DATABASE_URL is needed here; npm start gives the embedded one");
const db = connect(config.databaseUrl, { max: 6 });
const context: JobContext = {
  db,
  config,
  log,
  mailer: createMailer(config, log),
  origin: config.publicUrl ?? `http://${config.host}:${config.port}`,
};

const runner = await runTasks(config.databaseUrl, context, jobs, run);
log.info({ code: "working", jobs: Object.keys(jobs) }, "working");
readyToServe(0);
const sealing = setInterval(() => sealStatements(db).catch(reportSealing), SEAL_EVERY);

function reportSealing(error: unknown) {
  log.error({ code: "seal-failed", err: error });
}

onStop(async () => {
  clearInterval(sealing);
  await runner.stop();
  await db.close();
});
