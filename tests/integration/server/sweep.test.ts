import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { spend } from "#app/domain/people/limits.server.ts";
import { issueToken } from "#app/domain/people/tokens.server.ts";
import { jobs } from "#app/jobs.ts";
import { enqueue } from "#app/server/jobs.ts";
import { SCHEDULE } from "#app/server/work.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openMailbox, workOff } from "#tests/setup/jobs.ts";

const db = await freshDatabase();
const mailbox = await openMailbox();

const DAY = 24 * 60 * 60_000;
const now = new Date();
const ago = (days: number) => new Date(now.getTime() - days * DAY);
const tomorrow = new Date(now.getTime() + DAY);

/** A letter that could never be sent: its job names somebody. */
async function failForGood(address: string, at: Date) {
  await enqueue(db, "people.recover", { identifier: address, language: "es" }, { key: address });
  await db.execute(sql`select graphile_worker.permanently_fail_jobs(array_agg(id), 'no mail server')
    from graphile_worker.jobs where key = ${address}`);
  await db.execute(sql`update graphile_worker._private_jobs
    set updated_at = ${at.toISOString()}::timestamptz where key = ${address}`);
}

/** Does what the clock orders. */
async function runSchedule() {
  for (const { task } of SCHEDULE) await enqueue(db, task, {});
  await workOff(db, jobs, mailbox.url);
}

const left = async (table: string, column: string) =>
  (
    await db.execute<{ name: string }>(
      sql`select ${sql.identifier(column)}::text as name from ${sql.raw(table)} order by 1`,
    )
  ).map(({ name }) => name);

const living = await insertViewer(db);
const ended = await insertViewer(db);

beforeAll(async () => {
  const { id: userId } = living.viewer;
  await db.execute(sql`update sessions set expires_at = ${now.toISOString()}::timestamptz
    where user_id = ${ended.viewer.id}`);
  for (const purpose of ["recover", "keep-form", "verify-email"] as const) {
    const payload = { path: "/mi/perfil" };
    await issueToken(db, purpose, { userId, payload, now: ago(4) });
    await issueToken(db, purpose, { userId, payload, now });
  }
  await spend(db, [["log-in by account", "antes"]], ago(1));
  await spend(db, [["log-in by account", "ahora"]], now);
  await failForGood("hace31dias@muni.example", ago(31));
  await failForGood("hace29dias@muni.example", ago(29));
  const waits = { key: "espera", runAt: tomorrow };
  await enqueue(db, "people.recover", { identifier: "espera", language: "es" }, waits);
  await runSchedule();
});

test("every job of the clock is one that there is", () => {
  expect(SCHEDULE.map(({ task }) => task)).toEqual([
    ...["people.sweep", "jobs.sweep", "credentials.sign-lists", "credentials.sign-backlog"],
    ...["credentials.log", "credentials.sweep-bulk", "psychometrics.refresh"],
    "credentials.check-log",
  ]);
  for (const { task } of SCHEDULE) expect(jobs).toHaveProperty([task]);
});

test("sessions that ended are removed, and open ones stay", async () => {
  expect(await left("sessions", "user_id")).toEqual([living.viewer.id]);
});

test("expired tokens and kept forms are removed, and those that serve stay", async () => {
  expect(await left("one_time_tokens", "purpose")).toEqual([
    "keep-form",
    "recover",
    "verify-email",
  ]);
});

test("counts whose window is over are removed, and the others stay", async () => {
  expect(await left("rate_limits", "count")).toEqual(["1"]);
});

test("jobs that failed for good are removed after thirty days, and what waits stays", async () => {
  expect(await left("graphile_worker.jobs", "key")).toEqual(["espera", "hace29dias@muni.example"]);
});
