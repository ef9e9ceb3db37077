import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { childEnvironment } from "#app/server/config.ts";

const project = fileURLToPath(new URL("../../..", import.meta.url));

/** Variables that the machine that runs the tests may have set for another purpose. */
const unset = {
  NODE_ENV: "",
  VITEST: "",
  DATABASE_URL: "",
  DATA_DIR: "",
  PUBLIC_URL: "",
  PORT: "0",
};

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A running process with what it has said so far. */
export interface Running {
  child: ChildProcess;
  said(): string;
  ended: Promise<Ended>;
}

/**
 * Starts the operator's command; killed at the end of the test if it still runs.
 * @param input what its standard input brings; absent = nothing.
 */
export function startCli(
  args: string[],
  variables: Record<string, string> = {},
  input?: string,
): Running {
  return start(process.execPath, [join(project, "app", "cli.ts"), ...args], variables, input);
}

/** The operator's command, to its end. */
export function runCli(
  args: string[],
  variables: Record<string, string> = {},
  input?: string,
): Promise<Ended> {
  return startCli(args, variables, input).ended;
}

/** A script of package.json as somebody types it; the process is npm's. */
export function startNpm(script: string, variables: Record<string, string> = {}): Running {
  return start("npm", ["run", script], variables);
}

/** A process that runs `code`, a module that may import with `#app/…`. */
export function startCode(code: string, variables: Record<string, string> = {}): Running {
  return start(process.execPath, ["--input-type=module-typescript", "-e", code], variables);
}

function start(
  program: string,
  args: string[],
  variables: Record<string, string>,
  input?: string,
): Running {
  const child = spawn(program, args, {
    cwd: project,
    env: childEnvironment({ ...unset, ...variables }),
    stdio: ["pipe", "pipe", "pipe"],
  });
  // A command that reads nothing may end before it is written.
  child.stdin.on("error", () => {}).end(input ?? "");
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once("exit", (code) => setImmediate(() => resolve({ code, stdout, stderr })));
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return { child, said: () => stdout + stderr, ended };
}

/** A new folder that only this account can enter, gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "cabildo-operator-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Waits until `condition` gives something; fails after `limit` milliseconds, saying what was missing. */
export async function until<T>(
  what: string,
  condition: () => T | Promise<T>,
  limit = 60_000,
): Promise<NonNullable<T>> {
  for (const end = Date.now() + limit; Date.now() < end; await pause(10)) {
    const found = await condition();
    if (found) return found;
  }
  throw new Error(`Waited ${limit} ms in vain: ${what}`);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
