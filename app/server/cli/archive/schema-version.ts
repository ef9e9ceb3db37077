import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { runMigrations as migrateJobs } from "graphile-worker";
import postgres from "postgres";
import { projectFolder } from "../../build.ts";
import { Refusal } from "../command.ts";

const migrationsFolder = join(projectFolder, "db", "migrations");

/** Hashes of this version's migrations, in order. */
export function knownMigrations(): string[] {
  return readMigrationFiles({ migrationsFolder }).map(({ hash }) => hash);
}

/**
 * Brings an empty database to the schema that `wanted` migrations make, and
 * the job queue to this version's. Refuses migrations that this version does
 * not have.
 */
export async function migrateTo(url: string, wanted: string[]): Promise<void> {
  const known = knownMigrations();
  if (wanted.length === 0 || wanted.some((hash, index) => hash !== known[index])) {
    throw new Refusal(
      wanted.length > known.length
        ? "The backup was made by a later version of Cabildo: restore it with that version"
        : "The backup was made by another version of Cabildo: its migrations are not the ones here",
    );
  }
  const folder = firstMigrations(wanted.length);
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await migrate(drizzle({ client }), { migrationsFolder: folder });
    await migrateJobs({ connectionString: url });
  } finally {
    await client.end({ timeout: 5 });
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A copy of the migrations folder with only the first `count` of them. */
function firstMigrations(count: number): string {
  const folder = mkdtempSync(join(tmpdir(), "cabildo-migrations-"));
  cpSync(migrationsFolder, folder, { recursive: true });
  const journalFile = join(folder, "meta", "_journal.json");
  const journal = JSON.parse(readFileSync(journalFile, "utf8"));
  journal.entries = journal.entries.slice(0, count);
  mkdirSync(join(folder, "meta"), { recursive: true });
  writeFileSync(journalFile, JSON.stringify(journal));
  return folder;
}
