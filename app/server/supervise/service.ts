import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { childEnvironment } from "../config.ts";
import { backoff } from "./backoff.ts";
import type { ReadyMessage } from "./child.ts";

/**
 * V8 lets its heap grow with the machine: without a bound a web process held 450 MB
 * under load, for a fifth more pages a second. 60 to 90 MB of it are in use.
 */
export const BOUNDED_HEAP = ["--max-semi-space-size=16", "--max-old-space-size=128"];

/**
 * glibc keeps what was freed for whoever asks next, apart for each thread, and after
 * one large piece came back it keeps those too: each hashed password left 19 MB behind.
 * https://man7.org/linux/man-pages/man3/mallopt.3.html; other systems ignore these.
 */
const ALLOCATION = { MALLOC_ARENA_MAX: "1", MALLOC_MMAP_THRESHOLD_: "262144" };

/** A child process that is started again whenever it ends. */
export interface Service {
  /** Resolves with the port on which the child first answers. */
  port: Promise<number>;
  /** Resolves with the exit code if the child gives up before it ever answered. */
  gaveUp: Promise<number>;
  /** Variables for the next time it is started. */
  changeNextStart(changes: Record<string, string>): void;
  /** Starts it anew with changed variables. */
  restart(changes: Record<string, string>): void;
  /** Asks it to end, waits `patience` milliseconds, then kills it. */
  stop(patience: number): Promise<void>;
}

/**
 * Runs `entry` with Node, its `options`, and `environment` over this process's own variables.
 * The child gets a channel to this process, so that it ends with it.
 */
export function runService(
  name: string,
  entry: string,
  environment: Record<string, string>,
  options: readonly string[],
  log: (line: string) => void,
): Service {
  const events = new EventEmitter();
  const port = once(events, "port").then(([value]): number => value);
  const gaveUp = once(events, "gave up").then(([code]): number => code);
  let variables = environment;
  let child: ChildProcess | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let restarts = 0;
  let replaced = false;

  const start = () => {
    const startedAt = Date.now();
    const current = spawn(process.execPath, [...options, entry], {
      env: childEnvironment({ ...ALLOCATION, ...variables }),
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      // A terminal sends Ctrl-C to its whole group: only we hear it, and end each in its turn.
      detached: true,
    });
    child = current;
    current.on("message", (message: Partial<ReadyMessage>) => {
      if (message.port) events.emit("port", message.port);
    });
    const ended = (code: number | null, signal: NodeJS.Signals | null) => {
      if (child !== current) return;
      child = null;
      if (stopping) return;
      if (code !== null) events.emit("gave up", code);
      if (replaced) {
        replaced = false;
        start();
        return;
      }
      const next = backoff(restarts, Date.now() - startedAt);
      restarts = next.restarts;
      log(`${name} ended (${signal ?? `exit ${code}`}); starting it again in ${next.wait} ms`);
      timer = setTimeout(start, next.wait);
    };
    current.once("exit", ended);
    current.once("error", () => ended(null, null));
  };
  start();

  const changeNextStart = (changes: Record<string, string>) => {
    variables = { ...variables, ...changes };
  };

  return {
    port,
    gaveUp,
    changeNextStart,
    restart(changes) {
      changeNextStart(changes);
      if (!child) return;
      replaced = true;
      child.kill("SIGTERM");
    },
    async stop(patience) {
      stopping = true;
      clearTimeout(timer);
      if (!child) return;
      const leaving = child as ChildProcess;
      const gone = new Promise<void>((resolve) => leaving.once("exit", () => resolve()));
      leaving.kill("SIGTERM");
      const killer = setTimeout(() => {
        log(`${name} did not end within ${patience / 1000} s: killed`);
        leaving.kill("SIGKILL");
      }, patience);
      await gone;
      clearTimeout(killer);
    },
  };
}
