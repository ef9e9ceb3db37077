import type { TransactionSql } from "postgres";

export type Transaction = TransactionSql;

/** Settings under which the same rows are always the same text. */
const textSettings = {
  statement_timeout: "0",
  idle_in_transaction_session_timeout: "0",
  TimeZone: "UTC",
  DateStyle: "ISO, MDY",
  IntervalStyle: "postgres",
  bytea_output: "hex",
  extra_float_digits: "1",
  client_encoding: "UTF8",
  // A scan that starts where another one is would give the rows in another order.
  synchronize_seqscans: "off",
};

/** Makes COPY of this transaction write the same text for the same rows, with no time limit. */
export async function fixTextFormat(tx: Transaction): Promise<void> {
  for (const [name, value] of Object.entries(textSettings)) {
    await tx`select set_config(${name}, ${value}, true)`;
  }
}

/** Tables of the app, by name. */
export async function tablesOf(tx: Transaction): Promise<string[]> {
  const rows = await tx<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`;
  return rows.map(({ name }) => name);
}

/** Columns of `table` that hold something of their own (generated ones are made again). */
export async function columnsOf(tx: Transaction, table: string): Promise<string[]> {
  const rows = await tx<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = ${`public.${quote(table)}`}::regclass
      and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`;
  return rows.map(({ name }) => name);
}

/** Tables of the app that hold at least one row. */
export async function tablesWithRows(tx: Transaction): Promise<string[]> {
  const filled: string[] = [];
  for (const table of await tablesOf(tx)) {
    const [row] = await tx.unsafe(`select exists (select from public.${quote(table)}) as filled`);
    if (row?.filled) filled.push(table);
  }
  return filled;
}

export async function sequencesOf(tx: Transaction) {
  const names = await tx<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'S' order by relname`;
  const sequences: { name: string; value: string; called: boolean }[] = [];
  for (const { name } of names) {
    const [row] = await tx.unsafe(`select last_value::text, is_called from public.${quote(name)}`);
    sequences.push({ name, value: row?.last_value, called: row?.is_called });
  }
  return sequences;
}

/** Hashes of the migrations applied, in order; empty on a database that has none. */
export async function appliedMigrations(tx: Transaction): Promise<string[]> {
  const [found] = await tx`select to_regclass('drizzle.__drizzle_migrations') as name`;
  if (!found?.name) return [];
  const rows = await tx<{ hash: string }[]>`
    select hash from drizzle.__drizzle_migrations order by created_at, id`;
  return rows.map(({ hash }) => hash);
}

export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The COPY of `columns` of `table`, in the direction given. */
export const copy = (table: string, columns: string[], direction: "to stdout" | "from stdin") =>
  `copy public.${quote(table)} (${columns.map(quote).join(", ")}) ${direction}`;

/** The rows that a COPY … TO STDOUT sends, in chunks; the connection is free after the last. */
export async function* copyOut(tx: Transaction, statement: string): AsyncGenerator<Buffer> {
  const rows = await tx.unsafe(statement).readable();
  yield* rows;
  // postgres.js pauses its socket when the reader is slow, and when the last rows come with the
  // end of the COPY nothing wakes it again: asking for more does.
  rows._read(0);
}
