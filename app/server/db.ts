import type { SQL, SQLWrapper } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "#db/schema/index.ts";

/** A connection pool, for queries of its own and for opening transactions. */
export type Database = PostgresJsDatabase<typeof schema> & { close(): Promise<void> };

/** An open transaction; what it has done is kept or dropped as a whole. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** Where a query may run: on the pool, or inside somebody's transaction. */
export type Executor = Database | Transaction;

export interface ConnectOptions {
  /** Most connections open at once. */
  max?: number;
  /** Told of each statement sent, one call a round trip. */
  onQuery?: (text: string) => void;
}

/**
 * Opens a pool on a Postgres address; nothing is sent until the first query.
 * A connection that cannot be made fails after 2 s, a statement after 15 s.
 */
export function connect(url: string, options: ConnectOptions = {}): Database {
  const { max = 10, onQuery } = options;
  const client = postgres(url, {
    max,
    connect_timeout: 2,
    idle_timeout: 60,
    max_lifetime: 60 * 30,
    backoff: (attempt) => Math.min(0.05 * 2 ** attempt, 0.5),
    onnotice: () => {},
    connection: { application_name: "cabildo", statement_timeout: 15_000, TimeZone: "UTC" },
    ...(onQuery && { debug: (_connection: number, text: string) => onQuery(text) }),
  });
  const db = drizzle({ client, schema, casing: "snake_case" });
  return Object.assign(db, { close: () => client.end({ timeout: 5 }) });
}

/**
 * Runs a query of a hot page or job as a prepared statement: planned once a connection
 * and sent in one round trip. (`db.execute` asks the server to describe it each
 * time: two round trips, and for a large query more planning than work.) Its
 * text must not change with its values, or every variant stays prepared. Of drizzle's
 * own builders the rows come as the database names their columns.
 */
export async function executePrepared<Row extends Record<string, unknown>>(
  db: Executor,
  query: SQLWrapper,
): Promise<Row[]> {
  const { dialect, _ } = db as unknown as Preparing;
  const statement = _.session.prepareQuery(
    dialect.sqlToQuery(query.getSQL()),
    undefined,
    "prepared",
    false,
  );
  return [...((await statement.execute()) as Row[])];
}

/** What drizzle keeps for its own use: a name, whichever, makes its driver prepare. */
interface Preparing {
  dialect: { sqlToQuery(query: SQL): unknown };
  _: {
    session: {
      prepareQuery(
        query: unknown,
        fields: undefined,
        name: string,
        arrays: false,
      ): { execute(): Promise<unknown> };
    };
  };
}
