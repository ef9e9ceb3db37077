import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { runMigrations as migrateJobs } from "graphile-worker";
import postgres from "postgres";

const folder = fileURLToPath(new URL("../../db/migrations", import.meta.url));

/** Any number, the same in every process that migrates. */
const MIGRATION_LOCK = 7207002;

/**
 * Brings the database at `url` to this version's schema, and the job queue's
 * to its own. Several processes may call it at once: one works, others wait.
 */
export async function migrateToLatest(url: string, log: (line: string) => void = () => {}) {
  const client = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle({ client }), { migrationsFolder: folder });
    await migrateJobs({ connectionString: url, ...quietJobLogger });
    log("database schema is current");
  } finally {
    await client.end({ timeout: 5 });
  }
}

const quietJobLogger = {};
