import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { statementSeals } from "#db/schema/statements.ts";
import type { Database, Executor } from "./db.ts";

/** Writers of statements share this lock until they commit (see the trigger); the sealer takes it alone. */
const SEAL_LOCK = 7207001;

/** Most statements in one link, so that a backlog is sealed in steps. */
const BATCH = 5000;

/** What the first link points back to. */
const GENESIS = "0".repeat(64);

/**
 * Adds one link to the chain over the statements that have none yet; answers
 * how many it covered. Waits for the writers at work, milliseconds, so that
 * no statement can later appear between two that are sealed.
 */
export async function sealStatements(db: Database): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${SEAL_LOCK})`);
    const [last] = await tx.execute<{ last_id: string; hash: string }>(
      sql`select last_id, hash from statement_seals order by id desc limit 1`,
    );
    const rows = await canonical(tx, Number(last?.last_id ?? 0) + 1, null);
    const [first, end] = [rows.at(0), rows.at(-1)];
    if (!first || !end) return 0;
    const previousHash = last?.hash ?? GENESIS;
    await tx.insert(statementSeals).values({
      firstId: Number(first.id),
      lastId: Number(end.id),
      count: rows.length,
      previousHash,
      hash: linkHash(previousHash, rows),
    });
    return rows.length;
  });
}

/** Where the chain and the record disagree: the first seal that does not hold. */
export interface BrokenSeal {
  sealId: number;
  reason: "changed" | "missing" | "unlinked";
}

/** Recomputes the whole chain; null when every link holds. Reads in batches. */
export async function checkSeals(db: Database): Promise<BrokenSeal | null> {
  let previousHash = GENESIS;
  let lastId = 0;
  for (let after = 0; ; ) {
    const seals = await db.execute<{
      id: string;
      first_id: string;
      last_id: string;
      count: number;
      previous_hash: string;
      hash: string;
    }>(sql`select * from statement_seals where id > ${after} order by id limit 100`);
    if (seals.length === 0) return null;
    for (const seal of seals) {
      const sealId = Number(seal.id);
      if (seal.previous_hash !== previousHash) return { sealId, reason: "unlinked" };
      const rows = await canonical(db, lastId + 1, Number(seal.last_id));
      if (rows.length !== seal.count) return { sealId, reason: "missing" };
      if (linkHash(previousHash, rows) !== seal.hash) return { sealId, reason: "changed" };
      previousHash = seal.hash;
      lastId = Number(seal.last_id);
      after = sealId;
    }
  }
}

/** Statements as the one text that is hashed; Postgres writes it, so that it is the same anywhere. */
async function canonical(db: Executor, from: number, to: number | null) {
  return db.execute<{ id: string; line: string }>(sql`
    select id, jsonb_build_array(id, actor_id, verb, object_type, object_id, result,
      to_char(stored_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))::text as line
    from statements
    where id >= ${from} and (${to}::bigint is null or id <= ${to}::bigint)
    order by id limit ${to === null ? BATCH : null}`);
}

function linkHash(previousHash: string, rows: readonly { line: string }[]): string {
  const hash = createHash("sha256").update(`${previousHash}\n`);
  for (const { line } of rows) hash.update(`${line}\n`);
  return hash.digest("hex");
}
