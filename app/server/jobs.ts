import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { Config } from "./config.ts";
import { type Database, type Executor, executePrepared } from "./db.ts";
import type { Logger } from "./log.ts";
import type { Mailer } from "./mail.ts";

/** What a job may use. */
export interface JobContext {
  db: Database;
  config: Config;
  mailer: Mailer;
  log: Logger;
  /** Origin for links in mail: PUBLIC_URL, else the address this installation listens on. */
  origin: string;
}

/** A job: its payload's shape and what it calls. Jobs only delegate to commands. */
export interface Job<Payload = never> {
  payload: z.ZodType<Payload>;
  run: (context: JobContext, payload: Payload) => Promise<void>;
}

/** Declares a job, so that its payload's type follows its shape. */
export const job = <Payload>(
  payload: z.ZodType<Payload>,
  run: (context: JobContext, payload: Payload) => Promise<void>,
): Job<Payload> => ({ payload, run });

export interface EnqueueOptions {
  /** A job waiting under the same key is replaced, not added. */
  key?: string;
  runAt?: Date;
  maxAttempts?: number;
}

/** Adds a job in the caller's transaction: it runs only if that commits. */
export async function enqueue(
  tx: Executor,
  task: string,
  payload: Record<string, unknown>,
  options: EnqueueOptions = {},
): Promise<void> {
  await executePrepared(
    tx,
    sql`select enqueue_job(
      ${task}, ${JSON.stringify(payload)}::json, ${options.runAt?.toISOString() ?? null}::timestamptz,
      ${options.maxAttempts ?? 25}::int, ${options.key ?? null}
    )`,
  );
}

/** Days that a job given up is kept, for whoever looks for the reason. */
const GIVEN_UP_KEPT_DAYS = 30;

/** Removes the jobs given up long ago: what they carry may name people. */
export async function sweepGivenUp(db: Executor): Promise<void> {
  await db.execute(sql`select graphile_worker.complete_jobs(array_agg(id))
    from graphile_worker.jobs where attempts >= max_attempts
      and updated_at < now() - make_interval(days => ${GIVEN_UP_KEPT_DAYS})`);
}
