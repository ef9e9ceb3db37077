import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";

/** What the lock file of a running server says about it. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

/**
 * The server that runs on `data`, or null. A lock file left by a dead server,
 * or whose number now belongs to another program, counts as none.
 */
export function runningPostmaster(data: string): Postmaster | null {
  const file = readLockFile(data);
  return file && isPostmasterOf(file.pid, data) ? file : null;
}

/**
 * Removes a lock file whose number belongs to another program. Postgres itself
 * refuses to start over it when that program runs under the same account,
 * which is common in containers, where numbers repeat.
 */
export function clearStaleLockFile(data: string): void {
  const file = readLockFile(data);
  if (file && !isPostmasterOf(file.pid, data))
    rmSync(join(data, "postmaster.pid"), { force: true });
}

/** Whether process `pid` is a server on `data`. */
export function isPostmasterOf(pid: number, data: string): boolean {
  const words = commandOf(pid);
  return words !== null && basename(words[0] ?? "") === "postgres" && words.includes(data);
}

/** Lines of `postmaster.pid`: 1 process, 2 folder, 3 start, 4 port, 5 socket, 6 address, 7 memory, 8 status. */
function readLockFile(data: string): Postmaster | null {
  let lines: string[];
  try {
    lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

function commandOf(pid: number): string[] | null {
  try {
    if (process.platform === "linux") {
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      return command === "" ? null : command.split("\0");
    }
    const line = execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return line.trim() === "" ? null : line.trim().split(" ");
  } catch {
    return null;
  }
}
