import type { CronItem, Runner, run as startRunner, TaskList } from "graphile-worker";
import { Logger as GraphileLogger, parseCronItems } from "graphile-worker";
import type { Job, JobContext } from "./jobs.ts";
import { withoutData } from "./logged-error.ts";

// biome-ignore lint/suspicious/noExplicitAny: each job checks its own payload
export type JobTable = Record<string, Job<any>>;

/** A machine that was off at that hour does it when it is on again: milliseconds of a day. */
const NIGHTLY = { maxAttempts: 3, backfillPeriod: 24 * 60 * 60 * 1000 };

/** What runs on a clock rather than after a change (cron expression in UTC, and job). */
export const SCHEDULE: CronItem[] = [
  { match: "17 3 * * *", task: "people.sweep", options: NIGHTLY },
  { match: "27 3 * * *", task: "jobs.sweep", options: NIGHTLY },
  { match: "7 * * * *", task: "credentials.sign-lists", options: { maxAttempts: 3 } },
  { match: "*/10 * * * *", task: "credentials.sign-backlog", options: { maxAttempts: 3 } },
  // What waits is added with the next credential too; this is for the last one of all.
  { match: "37 * * * *", task: "credentials.log", options: { maxAttempts: 3 } },
  { match: "*/10 * * * *", task: "credentials.sweep-bulk", options: { maxAttempts: 3 } },
  { match: "*/10 * * * *", task: "psychometrics.refresh", options: { maxAttempts: 3 } },
  { match: "47 3 * * *", task: "credentials.check-log", options: NIGHTLY },
];

/** Starts working on the queue; a job that fails is tried again, later each time. */
export async function runTasks(
  url: string,
  context: JobContext,
  jobs: JobTable,
  run: typeof startRunner,
): Promise<Runner> {
  const taskList: TaskList = Object.fromEntries(
    Object.entries(jobs).map(([name, job]) => [
      name,
      async (payload) => {
        try {
          await job.run(context, job.payload.parse(payload));
        } catch (error) {
          // The queue logs what it catches and keeps it with the job.
          throw withoutData(error);
        }
      },
    ]),
  );
  return run({
    connectionString: url,
    taskList,
    concurrency: 4,
    pollInterval: 1000,
    noHandleSignals: true,
    // Not as a crontab's text: a name with a dot is refused there.
    parsedCronItems: parseCronItems(SCHEDULE.filter(({ task }) => Object.hasOwn(jobs, task))),
    logger: quietLogger(context),
  });
}

/** The queue's own lines, in our log: only what went wrong. */
function quietLogger({ log }: JobContext): GraphileLogger {
  return new GraphileLogger(() => (level, message) => {
    if (level === "error" || level === "warning") log.warn({ code: "job-queue" }, message);
  });
}
