import { join } from "node:path";
import { buildIfNeeded, type ProcessName, processFile, projectFolder } from "../build.ts";
import type { Config } from "../config.ts";
import type { Lock } from "../lock.ts";
import { untilReachable } from "../postgres/reachable.ts";
import { grantWebRole, webAddress, webPassword } from "../web-role.ts";
import { EXIT_PORT_TAKEN } from "./child.ts";
import { type KeptDatabase, keepDatabase } from "./database.ts";
import { whyNotListenSoon } from "./port.ts";
import { BOUNDED_HEAP, runService, type Service } from "./service.ts";

export interface Installation {
  config: Config;
  /** Served from source by Vite; no build. */
  dev: boolean;
  /** Held as long as this installation runs. */
  lock: Lock;
  log: (line: string) => void;
  /** Brings the schema to this version's, before anything uses the database. */
  prepareDatabase(databaseUrl: string): Promise<{ hasContent: boolean }>;
  /**
   * Brings what is kept in the database up to date: while the site already answers if it has
   * something to show, else before.
   */
  syncContent(databaseUrl: string): Promise<void>;
  /** Lines to print at the end, such as the link for the first administrator. */
  welcome(databaseUrl: string, origin: string): Promise<string[]>;
}

/** Milliseconds that requests under way get to end. */
const drainTime = 10_000;

/**
 * Runs the installation until it is told to end (SIGTERM, SIGINT, SIGHUP);
 * answers the exit code: 0 then, 1 when it could not start. Postgres, web and
 * worker come back by themselves when they are killed.
 */
export async function supervise(installation: Installation): Promise<number> {
  const { lock, log } = installation;
  const asked = askedToEnd();
  const running: Running = { database: null, services: {} };
  try {
    const failed = start(installation, running).then(
      () => new Promise<never>(() => {}),
      (error: Error) => {
        log(error.message);
        return 1;
      },
    );
    const code = await Promise.race([asked, failed]);
    await stop(running);
    if (code === 0) log("Cabildo stopped");
    return code;
  } finally {
    lock.release();
  }
}

/** Resolves with exit code 0 at the first signal; later ones change nothing. */
function askedToEnd(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
      process.on(signal, () => resolve(0));
    }
  });
}

interface Running {
  database: Promise<KeptDatabase> | null;
  services: { web?: Service; worker?: Service };
}

async function start(installation: Installation, running: Running): Promise<void> {
  const { config, dev, log, prepareDatabase, syncContent, welcome } = installation;
  const taken = await whyNotListenSoon(config.host, config.port, 1500);
  if (taken) throw new Error(taken);

  if (!config.databaseUrl) {
    running.database = keepDatabase(join(config.dataDir, "postgres"), log, (moved) => {
      running.services.web?.restart({ DATABASE_URL: webAddress(moved) });
      running.services.worker?.restart({ DATABASE_URL: moved });
    });
  }
  const building = dev ? null : buildIfNeeded(log);
  const url = config.databaseUrl ?? (await (running.database as Promise<KeptDatabase>)).url;
  const preparing = untilReachable(url, log).then(() => prepareDatabase(url));
  const syncing = preparing.then(
    () => syncContent(url),
    () => {},
  );
  const [{ hasContent }] = await Promise.all([preparing, building]);
  if (!hasContent) await syncing;

  const environment = environmentOf(config, dev, url);
  // A database that was given comes with the role that its operator chose.
  const webUrl = config.databaseUrl ? url : await grantWebRole(url, webPassword(url));
  const run = (name: ProcessName, variables = environment) =>
    // Served from source, a process holds Vite and everything that it has transformed.
    runService(name, processFile(name, dev), variables, dev ? [] : BOUNDED_HEAP, log);
  const web = run("web", { ...environment, DATABASE_URL: webUrl });
  running.services.web = web;
  const port = await firstPort(web, config);
  // With PORT=0 the worker's links name the port found, and a restarted web process keeps it.
  web.changeNextStart({ PORT: String(port) });
  running.services.worker = run("worker", { ...environment, PORT: String(port) });
  await syncing;

  const address = addressOf(config, port);
  const lines = await welcome(url, config.publicUrl ?? address);
  log(`Cabildo: ${config.publicUrl ?? address}${config.publicUrl ? ` (here ${address})` : ""}`);
  for (const line of lines) log(line);
}

async function stop(running: Running): Promise<void> {
  await running.services.web?.stop(drainTime);
  await running.services.worker?.stop(drainTime);
  const database = await running.database?.catch(() => null);
  await database?.stop();
}

async function firstPort(web: Service, config: Config): Promise<number> {
  const port = await Promise.race([web.port, web.gaveUp.then((code) => ({ code }))]);
  if (typeof port === "number") return port;
  throw new Error(
    port.code === EXIT_PORT_TAKEN
      ? `PORT: port ${config.port} on ${config.host} is in use by another program. Stop it, or set PORT to a free one.`
      : `The web process does not start (exit ${port.code}); the reason is above`,
  );
}

function environmentOf(config: Config, dev: boolean, url: string): Record<string, string> {
  return {
    DATABASE_URL: url,
    CABILDO_SUPERVISED: "1",
    // Saves a quarter of the time that a process takes to start.
    NODE_COMPILE_CACHE: join(projectFolder, "node_modules", ".cache", "compiled"),
    ...(config.production && { NODE_ENV: dev ? "development" : "production" }),
    ...(dev && { CABILDO_DEV: "1" }),
  };
}

function addressOf(config: Config, port: number): string {
  const everywhere = config.host === "0.0.0.0" || config.host === "::";
  const host = everywhere ? "127.0.0.1" : config.host;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
