import { mkdirSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import type { Config } from "../config.ts";
import { connect, type Database } from "../db.ts";
import { type Lock, LockedError, takeLock } from "../lock.ts";
import { migrateToLatest } from "../migrate.ts";
import { findEmbedded, startEmbedded } from "../postgres/embedded.ts";

/** What a command may need beside the connection. */
export interface DatabaseContext {
  url: string;
  config: Config;
}

/** The lock of a running installation: one `npm start` for each data folder. */
export const lockFileOf = (config: Config): string => join(config.dataDir, "cabildo.lock");

/**
 * Runs `work` with the database of this installation: DATABASE_URL, else the
 * embedded server, which is started for the duration if it is not running. The
 * schema is this version's by then.
 */
export async function withDatabase<T>(
  config: Config,
  work: (db: Database, context: DatabaseContext) => Promise<T>,
): Promise<T> {
  return withDatabaseUrl(config, async (url) => {
    await migrateToLatest(url);
    const db = connect(url, { max: config.databasePool });
    try {
      return await work(db, { url, config });
    } finally {
      await db.close();
    }
  });
}

/** The same for work that opens its own connections. */
export async function withDatabaseUrl<T>(
  config: Config,
  work: (url: string) => Promise<T>,
): Promise<T> {
  if (config.databaseUrl) return work(config.databaseUrl);
  mkdirSync(config.dataDir, { recursive: true, mode: 0o711 });
  const server = await startEmbedded(join(config.dataDir, "postgres"), tell);
  try {
    return await work(server.url);
  } finally {
    await stopUnlessUsed(config);
  }
}

/** Beside what a command writes, which may be a file. */
const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** The last to leave stops the server, whoever started it; a running installation keeps its own. */
async function stopUnlessUsed(config: Config): Promise<void> {
  let lock: Lock;
  try {
    lock = takeLock(lockFileOf(config), "a command that ends");
  } catch (error) {
    if (error instanceof LockedError) return;
    throw error;
  }
  try {
    const server = await findEmbedded(join(config.dataDir, "postgres"));
    if (server && (await otherClients(server.url)) === 0) await server.stop();
  } finally {
    lock.release();
  }
}

async function otherClients(url: string): Promise<number> {
  const client = postgres(url, { max: 1 });
  try {
    const [row] = await client<{ others: number }[]>`
      select count(*)::int as others from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid()`;
    return row?.others ?? 0;
  } finally {
    await client.end();
  }
}
