import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { Transaction } from "./catalogue.ts";
import { type RecordReader, Tally, type Totals } from "./records.ts";

interface PendingJob {
  task: string;
  payload: unknown;
  queue: string | null;
  runAt: string;
  attempts: number;
  key: string | null;
  priority: number;
}

/**
 * Jobs that are still to be done, as arguments of the queue's own `add_job`:
 * its tables differ between its versions, that function does not.
 */
export const pendingJobs = `copy (
  select json_build_object(
    'task', tasks.identifier, 'payload', jobs.payload, 'queue', queues.queue_name,
    'runAt', jobs.run_at, 'attempts', jobs.max_attempts - jobs.attempts,
    'key', jobs.key, 'priority', jobs.priority)
  from graphile_worker._private_jobs jobs
  join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
  left join graphile_worker._private_job_queues queues on queues.id = jobs.job_queue_id
  where jobs.attempts < jobs.max_attempts order by jobs.id
) to stdout`;

/** Adds the jobs of the next record to the queue; answers how many. */
export async function loadJobs(tx: Transaction, reader: RecordReader): Promise<number> {
  await reader.line<{ jobs: true }>();
  const tally = new Tally();
  const counted = async function* () {
    for await (const chunk of reader.data()) {
      tally.add(chunk);
      yield chunk;
    }
  };
  for await (const line of createInterface({ input: Readable.from(counted()) })) {
    const job: PendingJob = JSON.parse(unescapeCopy(line));
    await tx`select graphile_worker.add_job(
      ${job.task}, ${JSON.stringify(job.payload)}::text::json, ${job.queue}, ${job.runAt}::timestamptz,
      ${job.attempts}, ${job.key}, ${job.priority})`;
  }
  const expected = await reader.line<Totals>();
  if (tally.totals().sha256 !== expected.sha256) throw new Error("The jobs are damaged");
  return expected.rows;
}

/** https://www.postgresql.org/docs/current/sql-copy.html, "Text Format". */
function unescapeCopy(line: string): string {
  const letters: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", v: "\v" };
  return line.replace(/\\(.)/g, (_, letter: string) => letters[letter] ?? letter);
}
