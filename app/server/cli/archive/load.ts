import type { Writable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import postgres from "postgres";
import { Refusal } from "../command.ts";
import {
  columnsOf,
  copy,
  copyOut,
  fixTextFormat,
  quote,
  type Transaction,
  tablesOf,
  tablesWithRows,
} from "./catalogue.ts";
import { loadJobs } from "./jobs.ts";
import type { Sealed } from "./keys.ts";
import {
  BrokenArchive,
  type Header,
  type RecordReader,
  type TableRecord,
  type TableTotals,
  Tally,
  type Totals,
} from "./records.ts";
import { migrateTo } from "./schema-version.ts";
import { suspendRules } from "./suspended-rules.ts";

/**
 * Loads what follows `header` into the database at `url`, all or nothing:
 * every foreign key is checked, and every table is read back and must have
 * the rows and the hash that the backup names. Refuses a database that holds
 * anything. `onKeys` gets the sealed keys before anything is committed.
 */
export async function load(
  url: string,
  header: Header,
  reader: RecordReader,
  onKeys: (keys: Sealed | null) => void,
  log: (line: string) => void,
): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    await client.begin(refuseUnlessEmpty);
    await migrateTo(url, header.migrations);
    await client.begin(async (tx) => {
      await fixTextFormat(tx);
      await requireSameTables(tx, header);
      const rules = await suspendRules(tx, header.tables);
      // Rows that the migrations themselves write come back with the backup.
      const filled = await tablesWithRows(tx);
      if (filled.length > 0) await tx.unsafe(`truncate ${filled.map(quote).join(", ")}`);

      const totals: TableTotals[] = [];
      for (const table of header.tables) {
        const found = await loadTable(tx, table, reader);
        totals.push(found);
        log(`${table}: ${found.rows} rows`);
      }
      log(`jobs waiting: ${await loadJobs(tx, reader)}`);
      for (const { name, value, called } of header.sequences) {
        await tx`select setval(${`public.${quote(name)}`}::regclass, ${value}::bigint, ${called})`;
      }
      await rules.resume();
      await verify(tx, totals, log);

      const { keys } = await reader.line<{ keys: Sealed | null }>();
      const { complete } = await reader.line<{ complete?: boolean }>();
      if (complete !== true) throw new BrokenArchive();
      onKeys(keys);
    });
  } finally {
    await client.end({ timeout: 5 });
  }
}

async function refuseUnlessEmpty(tx: Transaction): Promise<void> {
  const filled = await tablesWithRows(tx);
  if (filled.length === 0) return;
  throw new Refusal(
    `The database already holds data (${filled.slice(0, 5).join(", ")}${filled.length > 5 ? ", …" : ""}). ` +
      "A backup is restored into an empty one: give another DATABASE_URL, or a new DATA_DIR.",
  );
}

async function requireSameTables(tx: Transaction, header: Header): Promise<void> {
  const here = await tablesOf(tx);
  if (here.join() === header.tables.join()) return;
  throw new Refusal("The tables of the backup are not those that its migrations make");
}

async function loadTable(
  tx: Transaction,
  table: string,
  reader: RecordReader,
): Promise<TableTotals> {
  const record = await reader.line<TableRecord>();
  if (record.table !== table) throw new BrokenArchive();
  const rows = await tx.unsafe(copy(table, record.columns, "from stdin")).writable();
  // Its errors come back from each write; without a listener they would end the process.
  rows.on("error", () => {});
  try {
    const found = { table, ...(await feed(rows, reader)) };
    if (!areEqual(found, await reader.line<Totals>())) throw new BrokenArchive();
    await finish(tx, rows);
    return found;
  } catch (error) {
    // Fails the COPY, so that the transaction can be rolled back.
    rows.destroy(error as Error);
    throw error;
  }
}

/** Sends the data of the next record to COPY, as slowly as Postgres takes it. */
async function feed(rows: Writable, reader: RecordReader): Promise<Totals> {
  const tally = new Tally();
  for await (const chunk of reader.data()) {
    tally.add(chunk);
    await new Promise<void>((resolve, reject) => {
      rows.write(chunk, (failed) => {
        const error = rows.errored ?? failed;
        // Class 22, data exception: rows that this table cannot have written.
        const damaged = /^22/.test((error as { code?: string } | null)?.code ?? "");
        if (error) reject(damaged ? new BrokenArchive() : error);
        else resolve();
      });
    });
  }
  return tally.totals();
}

/**
 * Ends the COPY and waits for it. An error that Postgres finds after the last row
 * never reaches the stream (postgres.js has let go of it by then, and `finish`
 * would not come either); the statement that follows meets it.
 */
async function finish(tx: Transaction, rows: Writable): Promise<void> {
  rows.end();
  await setImmediate();
  await tx`select`;
}

/** Reads every table back: what Postgres holds now is what was written then. */
async function verify(
  tx: Transaction,
  totals: TableTotals[],
  log: (line: string) => void,
): Promise<void> {
  for (const expected of totals) {
    const { table } = expected;
    const tally = new Tally();
    const statement = copy(table, await columnsOf(tx, table), "to stdout");
    for await (const chunk of copyOut(tx, statement)) tally.add(chunk);
    requireEqual(table, tally.totals(), expected);
  }
  log("Read back: every table has the rows and the hash of the backup");
}

function requireEqual(table: string, found: Totals, expected: Totals): void {
  if (areEqual(found, expected)) return;
  throw new Error(
    `Table ${table} is not what the backup says: ${found.rows} rows, ${expected.rows} expected. Nothing was restored.`,
  );
}

function areEqual(one: Totals, other: Totals): boolean {
  return one.rows === other.rows && one.sha256 === other.sha256;
}
