import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { orderSigning } from "#app/domain/credentials/sign.server.ts";
import type { Database } from "#app/server/db.ts";
import type { Load, Outcome } from "./load.ts";

/** Certificates that are issued together. */
export const CERTIFICATES = 5000;

/** Seconds of one look at the lesson, and how long the whole may take. */
const LOOK = 5;
const PATIENCE = 15 * 60;

export interface Issuing {
  /** From the order to the last of them signed, logged and published. */
  seconds: number;
  /** Milliseconds: the lesson's p99 with nothing else to do, and the median of those meanwhile. */
  alone: number;
  meanwhile: number;
  failures: number;
}

/**
 * Has the worker sign, log and publish certificates of the demonstration that nobody looked at,
 * while one person reads lessons one after another.
 */
export async function issueMany(
  db: Database,
  lesson: Omit<Load, "connections" | "seconds">,
  put: (load: Load) => Promise<Outcome>,
): Promise<Issuing> {
  const look = () => put({ ...lesson, connections: 1, seconds: LOOK });
  await look();
  const alone = (await look()).p99;
  const ids = await unsigned(db);
  const startedAt = performance.now();
  await order(db, ids);
  const looks: Outcome[] = [];
  let seconds = 0;
  while ((await published(db, ids)) < ids.length) {
    looks.push(await look());
    seconds = (performance.now() - startedAt) / 1000;
    if (seconds > PATIENCE) throw new Error(`${ids.length} certificates took over ${PATIENCE} s`);
  }
  const p99s = looks.map(({ p99 }) => p99).sort((one, other) => one - other);
  return {
    ...{ seconds, alone, meanwhile: p99s[Math.floor(p99s.length / 2)] ?? 0 },
    failures: looks.reduce((sum, { failures }) => sum + failures, 0),
  };
}

/** Has these certificates signed, logged and published, and waits for it. */
export async function publishAll(db: Database, ids: readonly string[]): Promise<void> {
  await order(db, ids);
  while ((await published(db, ids)) < ids.length) await wait(250);
}

function order(db: Database, ids: readonly string[]): Promise<void> {
  return db.transaction(async (tx) => {
    for (const id of ids) await orderSigning(tx, id);
  });
}

async function unsigned(db: Database): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select id from credentials c where claims is not null
      and not exists (select from signed_credentials where credential_id = c.id)
    order by id limit ${CERTIFICATES}`);
  return rows.map(({ id }) => id);
}

async function published(db: Database, ids: readonly string[]): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int count from published_credentials
    where credential_id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`);
  return row?.count ?? 0;
}
