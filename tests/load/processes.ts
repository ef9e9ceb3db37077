import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { webProcessOf } from "#tests/setup/process-tree.ts";
import type { Load, Outcome } from "./load.ts";
import type { Crowd, Outcome as StormOutcome } from "./storm/crowd.ts";

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** The yardstick in a process of its own; answers its origin. */
export async function startYardstick(): Promise<{ origin: string; stop(): void }> {
  const child = fork(here("yardstick.ts"), { stdio: "inherit" });
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  return { origin: `http://127.0.0.1:${port}`, stop: () => void child.kill() };
}

/** The generator of load in a process of its own, so that it shares no event loop with a server. */
export function startGenerator(): { put(load: Load): Promise<Outcome>; stop(): void } {
  const child = fork(here("generator.ts"), { stdio: "inherit" });
  return {
    async put(load) {
      child.send(load);
      const [outcome] = await once(child, "message");
      return outcome as Outcome;
    },
    stop: () => void child.kill(),
  };
}

/** The officials of the storm in a process of their own. */
export function startCrowd(): { sit(crowd: Crowd): Promise<StormOutcome>; stop(): void } {
  const child = fork(here("storm/crowd.ts"), { stdio: "inherit" });
  return {
    sit(crowd) {
      child.send(crowd);
      return new Promise((resolve, reject) => {
        child.once("message", (outcome) => resolve(outcome as StormOutcome));
        child.once("exit", (code) => reject(new Error(`The crowd ended with ${code}`)));
      });
    },
    stop: () => void child.kill(),
  };
}

/** Runs a command of the operator to its end; answers seconds and the last line that it printed. */
export async function command(
  args: string[],
  env: Record<string, string>,
): Promise<{ seconds: number; lastLine: string }> {
  const startedAt = performance.now();
  const child = runCli(args, env);
  let lastLine = "";
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on("line", (line) => {
    lastLine = line;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}: ${lastLine}`);
  return { seconds: (performance.now() - startedAt) / 1000, lastLine };
}

/** An installation that runs: `npm start` with a folder of its own. */
export interface Installation {
  origin: string;
  /** The process that runs the others. */
  supervisor: number;
  /** Seconds from the command to its first page. */
  seconds: number;
  /** Most memory that the web process has held, MB. */
  peakMemory(): number;
  stop(): Promise<void>;
}

export async function startInstallation(
  env: Record<string, string>,
  firstPage: string,
): Promise<Installation> {
  const startedAt = performance.now();
  const child = runCli(["start"], env);
  const ended = once(child, "close");
  const said: string[] = [];
  const origin = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on("line", (line) => {
      said.push(line);
      const address = /^Cabildo: (\S+)/.exec(line)?.[1];
      if (address) resolve(address);
    });
    ended.then(([code]) => reject(new Error(`start ended with ${code}:\n${said.join("\n")}`)));
  });
  const response = await fetch(origin + firstPage);
  if (response.status !== 200) throw new Error(`${firstPage} answered ${response.status}`);
  await response.text();
  return {
    origin,
    seconds: (performance.now() - startedAt) / 1000,
    supervisor: child.pid as number,
    peakMemory() {
      const web = webProcessOf(child.pid as number);
      if (!web) throw new Error("There is no web process");
      return peakMemory(web.pid);
    },
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function runCli(args: string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [here("../../app/cli.ts"), ...args], {
    env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "warn", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** https://man7.org/linux/man-pages/man5/proc_pid_status.5.html: VmHWM, the peak of the resident set. */
function peakMemory(pid: number): number {
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}
