import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { connect, type Database } from "#app/server/db.ts";
import { findEmbedded } from "#app/server/postgres/embedded.ts";
import { postmasterOf, webProcessOf } from "#tests/setup/process-tree.ts";

/** A site of a file's own, which may be broken and is mended. */
export interface OwnSite {
  origin: string;
  /** Runs `work` on its database. */
  query<Value>(work: (db: Database) => Promise<Value>): Promise<Value>;
  /** Kills its web process or its database, and keeps what would start it again from doing so. */
  kill(what: "web" | "database"): Promise<void>;
  /** Lets what was killed come back. */
  letBack(): void;
  isReady(): Promise<boolean>;
  stop(): Promise<void>;
}

export async function startOwnSite(): Promise<OwnSite> {
  const dataDir = mkdtempSync(join(tmpdir(), "cabildo-e2e-own-"));
  const variables = { PORT: "0", DATA_DIR: dataDir, DATABASE_URL: "", LOG_LEVEL: "warn" };
  const child = spawn(process.execPath, ["app/cli.ts", "start"], {
    env: { ...process.env, ...variables },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const origin = await addressOf(child);
  const supervisor = child.pid as number;
  const isReady = () =>
    fetch(`${origin}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  return {
    origin,
    async query(work) {
      const server = await findEmbedded(join(dataDir, "postgres"));
      if (!server) throw new Error("its database does not run");
      const db = connect(server.url, { max: 1 });
      return work(db).finally(() => db.close());
    },
    async kill(what) {
      const found = what === "web" ? webProcessOf(supervisor) : postmasterOf(supervisor);
      if (!found) throw new Error(`its ${what} does not run`);
      process.kill(supervisor, "SIGSTOP");
      process.kill(found.pid, "SIGKILL");
      while (await isReady()) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    letBack: () => void process.kill(supervisor, "SIGCONT"),
    isReady,
    async stop() {
      process.kill(supervisor, "SIGCONT");
      child.kill("SIGTERM");
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on("line", (line) => {
      const address = /^Cabildo: (\S+)/.exec(line)?.[1];
      if (address) resolve(address);
    });
    child.once("exit", (code) => reject(new Error(`start ended with ${code}`)));
  });
}
