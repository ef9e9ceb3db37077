import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { catalogueVersion } from "#app/domain/courses/queries.server.ts";
import { firstAdministratorLink } from "#app/domain/people/first-administrator.server.ts";
import { loadReference } from "#app/domain/people/reference.server.ts";
import { Refusal, say } from "#app/server/cli/command.ts";
import { lockFileOf } from "#app/server/cli/with-database.ts";
import { childEnvironment, readConfig } from "#app/server/config.ts";
import { connect, type Database } from "#app/server/db.ts";
import { type Lock, LockedError, waitForLock } from "#app/server/lock.ts";
import { migrateToLatest } from "#app/server/migrate.ts";
import { supervise } from "#app/server/supervise/supervisor.ts";

/** A command that is just ending may hold the folder for a moment. */
const lockPatience = 1500;

/** Runs the whole installation until it is told to end. `--dev`: from source, with hot reload. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { dev: { type: "boolean", default: false } } });
  const config = readConfig();
  const lock = await lockOf(config.dataDir, lockFileOf(config));
  return supervise({
    config,
    dev: values.dev,
    lock,
    log: say,
    async prepareDatabase(url) {
      await migrateToLatest(url);
      await connected(url, loadReference);
      const hasContent = await connected(url, async (db) => (await catalogueVersion(db)) !== "");
      return { hasContent };
    },
    syncContent,
    welcome: (url, origin) => connected(url, (db) => welcomeLines(db, origin)),
  });
}

async function connected<T>(url: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = connect(url, { max: 1 });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

async function lockOf(dataDir: string, file: string): Promise<Lock> {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o711 });
    return await waitForLock(file, "npm start", lockPatience);
  } catch (error) {
    if (error instanceof LockedError) {
      throw new Refusal(
        `Cabildo already runs on ${dataDir}: ${error.message}. ` +
          `Stop that process first, or set DATA_DIR and PORT to run a second installation.`,
      );
    }
    throw new Refusal(
      `DATA_DIR: expected a folder where this account may write; ${dataDir}: ${(error as Error).message}`,
    );
  }
}

const cli = fileURLToPath(new URL("../cli.ts", import.meta.url));

/** In a process of its own: the compiler of lessons is large, and its memory must go back. */
function syncContent(databaseUrl: string): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, "content:sync"], {
      env: childEnvironment({ DATABASE_URL: databaseUrl }),
      stdio: "inherit",
    });
    const stop = () => child.kill();
    process.once("exit", stop);
    child.once("error", (error) => say(error.message));
    child.once("close", (code) => {
      process.off("exit", stop);
      if (code !== 0) say("content/ could not be synced: the site keeps the content it had");
      resolve();
    });
  });
}

async function welcomeLines(db: Database, origin: string): Promise<string[]> {
  const link = await firstAdministratorLink(db, origin);
  return link ? [`To create the first administrator, open once: ${link}`] : [];
}
