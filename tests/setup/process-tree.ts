import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";

/** A process as Linux tells of it: https://man7.org/linux/man-pages/man5/proc.5.html */
export interface Process {
  pid: number;
  parent: number;
  /** Words of its command line. */
  command: string[];
}

/** The web process that this supervisor runs; undefined while it is down. */
export const webProcessOf = (supervisor: number): Process | undefined =>
  childrenOf(supervisor).find(({ command }) => command.some((word) => /web\.server/.test(word)));

/** The Postgres server that this supervisor runs; undefined while it is down. */
export const postmasterOf = (supervisor: number): Process | undefined =>
  childrenOf(supervisor).find(({ command: [program = ""] }) => basename(program) === "postgres");

/** One of the Postgres processes that serve this supervisor's connections. */
export function backendOf(supervisor: number): Process | undefined {
  const server = postmasterOf(supervisor);
  // Its title says who is connected: "postgres: cabildo cabildo 127.0.0.1(40312) idle".
  const isServing = ({ command: [title = ""] }: Process) => / 127\.0\.0\.1\(\d+\) /.test(title);
  return server && childrenOf(server.pid).find(isServing);
}

function childrenOf(parent: number): Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => processOf(Number(name)) ?? [])
    .filter((each) => each.parent === parent);
}

function processOf(pid: number): Process | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    // One that was killed and not yet buried has no command any more.
    if (command[0] === "") return null;
    return { pid, parent: Number(/PPid:\s+(\d+)/.exec(status)?.[1]), command };
  } catch {
    // It ended while we looked.
    return null;
  }
}
