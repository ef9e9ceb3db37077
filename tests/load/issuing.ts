import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { orderSigning } from "#app/domain/credentials/issuing/sign.server.ts";
import type { Database } from "#app/server/db.ts";
import type { Load } from "./load.ts";
import { median } from "./measure.ts";
import { readSteadily, type Steady } from "./steady.ts";

/** Certificates that are issued together. */
export const CERTIFICATES = 5000;

/** A look at the lesson: a page each so many milliseconds, for so many seconds. */
const LOOK = { every: 20, seconds: 10 };
/** Seconds that the whole may take. */
const PATIENCE = 15 * 60;

export interface Issuing {
  /** From the order to the last of them signed, logged and published. */
  seconds: number;
  /** Milliseconds: the median of the lesson's p99s with nothing else to do, and of those meanwhile. */
  alone: number;
  meanwhile: number;
  failures: number;
}

/**
 * Has the worker sign, log and publish certificates of the demonstration that nobody looked at,
 * while somebody reads lessons without pause.
 */
export async function issueMany(
  db: Database,
  lesson: Pick<Load, "origin" | "requests" | "status">,
): Promise<Issuing> {
  const look = () => readSteadily(lesson, LOOK);
  await look();
  const alone = median([await look(), await look(), await look()].map(({ p99 }) => p99));
  const ids = await unsigned(db);
  const startedAt = performance.now();
  await order(db, ids);
  let done = false;
  const ending = allPublished(db, ids).finally(() => {
    done = true;
  });
  const looks: Steady[] = [];
  while (!done) looks.push(await look());
  const seconds = ((await ending) - startedAt) / 1000;
  const meanwhile = median(looks.map(({ p99 }) => p99));
  return {
    ...{ seconds, alone, meanwhile },
    failures: looks.reduce((sum, { failures }) => sum + failures, 0),
  };
}

/** Has these certificates signed, logged and published, and waits for it. */
export async function publishAll(db: Database, ids: readonly string[]): Promise<void> {
  await order(db, ids);
  await allPublished(db, ids);
}

/** Waits until these are published; answers when. */
async function allPublished(db: Database, ids: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  while ((await published(db, ids)) < ids.length) {
    if (performance.now() - startedAt > PATIENCE * 1000) {
      throw new Error(`${ids.length} certificates took over ${PATIENCE} s`);
    }
    await wait(250);
  }
  return performance.now();
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
