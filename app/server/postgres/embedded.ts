import { type ChildProcess, spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { release } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { waitForLock } from "../lock.ts";
import { databaseName, ensureCluster, readPassword } from "./cluster.ts";
import { type Place, placeFor } from "./place.ts";
import {
  clearStaleLockFile,
  isPostmasterOf,
  type Postmaster,
  runningPostmaster,
} from "./postmaster.ts";
import { type Programs, preparePrograms, programEnvironment } from "./programs.ts";

/** A running embedded server. */
export interface Embedded {
  /** Address of the database `cabildo`, password included. */
  url: string;
  pid: number;
  /** True when it was already running: started by another process, alive or killed. */
  adopted: boolean;
  /** Fast shutdown: ends connections, writes everything, waits until it is gone. */
  stop(): Promise<void>;
  /** Calls `listener` once if the server ends other than by `stop()`. */
  onExit(listener: () => void): void;
}

export interface EmbeddedOptions {
  /** Settings for this run only, such as `{ fsync: "off" }` in tests. */
  settings?: Record<string, string>;
}

/** Settings that hold whatever `postgresql.conf` says. */
const fixed = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  fsync: "on",
  synchronous_commit: "on",
  // What people typed must not reach the log: no statements, no details with values.
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
};

/**
 * After a crash the server makes sure that every file of its folder is on the disk, by default
 * one by one: 4 s for the 1,700 of a site, before it answers again. Linux does all at once, and
 * tells of a failure since 5.8. Then it does again what was written since a checkpoint: of the
 * 1 GB that it lets grow by default that is 5 s, of a quarter 1.5 s.
 * https://www.postgresql.org/docs/18/runtime-config-error-handling.html#GUC-RECOVERY-INIT-SYNC-METHOD
 * https://www.postgresql.org/docs/18/wal-configuration.html
 */
const recovery: Record<string, string> = {
  ...(syncsAtOnce() && { recovery_init_sync_method: "syncfs" }),
  max_wal_size: "256MB",
  checkpoint_timeout: "1min",
};

function syncsAtOnce(): boolean {
  const [major = 0, minor = 0] = release().split(".").map(Number);
  return process.platform === "linux" && (major > 5 || (major === 5 && minor >= 8));
}

const logLimit = 5 * 1024 * 1024;
const startLimit = 120_000;

/**
 * Starts the Postgres that npm installed, with its files in `dir` (made on the
 * first start), or takes over the one that already runs on them. Resolves when
 * it accepts connections. Throws with a reason and a remedy when it cannot;
 * a killed starter, a stale lock file or a crash need no hand.
 */
export async function startEmbedded(
  dir: string,
  log: (line: string) => void,
  options: EmbeddedOptions = {},
): Promise<Embedded> {
  mkdirSync(dir, { recursive: true, mode: 0o711 });
  // One starter at a time: what one takes for a stale file may be another's first step.
  const turn = await waitForLock(join(dir, "starting"), "starting the database", startLimit);
  const progress = setInterval(() => log("Waiting for the database"), 2000);
  try {
    const place = await placeFor(dir, log);
    const programs = await preparePrograms(place.account, place.copies, log);
    const password = await ensureCluster(place, programs, log);
    const deadline = Date.now() + startLimit;
    for (let failures = 0; ; ) {
      const running = runningPostmaster(place.data);
      if (running) {
        const ready = await untilReady(running.pid, place, deadline);
        if (ready) return embedded(ready, null, place, password);
        continue;
      }
      const child = await launch(place, programs, failures, options);
      const ready = await untilReady(child.pid as number, place, deadline);
      if (ready) return embedded(ready, child, place, password);
      failures += 1;
      // Children of a killed server hold its memory for a moment; another starter may be first.
      if (failures >= 20 || Date.now() > deadline) throw new Error(whyItFailed(place));
      await pause(Math.min(50 * failures, 500));
    }
  } finally {
    turn.release();
    clearInterval(progress);
  }
}

/** The server that already runs on the files in `dir`, or null; starts nothing. */
export async function findEmbedded(dir: string): Promise<Embedded | null> {
  if (!existsSync(dir)) return null;
  const place = await placeFor(dir, () => {});
  const password = readPassword(place);
  const running = password ? runningPostmaster(place.data) : null;
  return password && running?.ready ? embedded(running, null, place, password) : null;
}

async function launch(
  place: Place,
  programs: Programs,
  failures: number,
  options: EmbeddedOptions,
): Promise<ChildProcess> {
  clearStaleLockFile(place.data);
  trimLog(place.logFile);
  const port = await choosePort(place, failures);
  const settings = Object.entries({ ...fixed, ...recovery, ...options.settings });
  const output = openSync(place.logFile, "a", 0o600);
  try {
    const child = spawn(
      programs.postgres,
      ["-D", place.data, "-p", String(port), ...settings.flatMap(([k, v]) => ["-c", `${k}=${v}`])],
      {
        cwd: "/",
        env: programEnvironment,
        // Its own group: a Ctrl-C in the terminal must not stop it before the app has drained.
        detached: true,
        stdio: ["ignore", output, output],
        ...(place.account && { uid: place.account.uid, gid: place.account.gid }),
      },
    );
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", resolve);
      child.once("error", reject);
    });
    child.unref();
    return child;
  } finally {
    closeSync(output);
  }
}

/** Keeps the port of the last run, so that open pools find the server again after a crash. */
async function choosePort(place: Place, failures: number): Promise<number> {
  const last = existsSync(place.portFile) ? Number(readFileSync(place.portFile, "utf8")) : 0;
  // Also retried a few times: a killed server's children may hold it for a moment.
  const port = last > 0 && failures < 10 && (await isFree(last)) ? last : await freePort();
  writeFileSync(place.portFile, `${port}\n`);
  return port;
}

const isFree = (port: number) =>
  freePort(port).then(
    () => true,
    () => false,
  );

function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(wanted, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** Waits until server `pid` accepts connections; null when it ended instead. */
async function untilReady(pid: number, place: Place, deadline: number): Promise<Postmaster | null> {
  while (Date.now() < deadline) {
    const running = runningPostmaster(place.data);
    if (running?.pid === pid && running.ready) return running;
    if (!isPostmasterOf(pid, place.data)) return null;
    await pause(5);
  }
  throw new Error(`The database did not become ready. ${whyItFailed(place)}`);
}

function embedded(
  server: Postmaster,
  child: ChildProcess | null,
  place: Place,
  password: string,
): Embedded {
  const url = `postgres://${databaseName}:${password}@127.0.0.1:${server.port}/${databaseName}`;
  const alive = () => isPostmasterOf(server.pid, place.data);
  const listeners: (() => void)[] = [];
  let ended = false;
  let stopping = false;
  const exited = () => {
    if (ended) return;
    ended = true;
    clearInterval(watch);
    if (!stopping) for (const listener of listeners) listener();
  };
  child?.once("exit", exited);
  // A server that is not our child cannot tell us that it ended; the log is trimmed on the same beat.
  const watch = setInterval(() => {
    if (!alive()) exited();
    else trimLog(place.logFile);
  }, 500);
  watch.unref();

  return {
    url,
    pid: server.pid,
    adopted: child === null,
    onExit: (listener) => void listeners.push(listener),
    async stop() {
      stopping = true;
      for (const [signal, patience] of [
        ["SIGINT", 60_000],
        ["SIGQUIT", 10_000],
      ] as const) {
        if (!alive()) break;
        process.kill(server.pid, signal);
        for (const until = Date.now() + patience; alive() && Date.now() < until; ) await pause(10);
      }
      if (alive()) throw new Error(`Postgres (process ${server.pid}) does not stop`);
      exited();
    },
  };
}

function trimLog(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > logLimit) truncateSync(file);
}

function whyItFailed(place: Place): string {
  const lines = existsSync(place.logFile)
    ? readFileSync(place.logFile, "utf8").trim().split("\n")
    : [];
  return `Postgres did not start. Its log ${place.logFile} ends with:\n${lines.slice(-5).join("\n")}`;
}
