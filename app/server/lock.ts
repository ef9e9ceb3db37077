import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";

/** Who holds a lock, as far as it could be read. */
export interface Holder {
  pid: number;
  /** What it is doing, such as `npm start`. */
  purpose: string;
  since: string;
}

export interface Lock {
  release(): void;
}

/** A lock that another process holds; the message names that process. */
export class LockedError extends Error {
  override name = "LockedError";
  readonly holder: Holder | null;

  constructor(file: string, holder: Holder | null) {
    const who = holder
      ? `process ${holder.pid} (${holder.purpose}, since ${holder.since})`
      : "another process";
    super(`${who} holds ${file}`);
    this.holder = holder;
  }
}

/**
 * Takes the lock `file` for `purpose`, or throws LockedError at once. Of any
 * number of simultaneous takers one wins, and a holder that ends in any way,
 * SIGKILL included, holds it no longer.
 *
 * The lock itself is the operating system's, reached through SQLite: a file
 * with a process number would have to be judged stale and replaced, and two
 * starters can do that at the same time. Who holds it is written beside it.
 */
export function takeLock(file: string, purpose: string): Lock {
  mkdirSync(dirname(file), { recursive: true });
  const holderFile = `${file}.json`;
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) {
      throw new LockedError(file, readHolder(holderFile));
    }
    throw error;
  }
  held.add(database);
  const holder: Holder = { pid: process.pid, purpose, since: new Date().toISOString() };
  writeFileSync(holderFile, `${JSON.stringify(holder)}\n`);
  return {
    release() {
      if (!held.delete(database)) return;
      rmSync(holderFile, { force: true });
      database.close();
    },
  };
}

/** Takes the lock as soon as it is free, telling `onWait` once if it is not; gives up after `limit` milliseconds. */
export async function waitForLock(
  file: string,
  purpose: string,
  limit: number,
  onWait: (reason: string) => void = () => {},
): Promise<Lock> {
  const deadline = Date.now() + limit;
  for (let told = false; ; ) {
    try {
      return takeLock(file, purpose);
    } catch (error) {
      if (!(error instanceof LockedError) || Date.now() > deadline) throw error;
      if (!told) onWait(error.message);
      told = true;
      await pause(50);
    }
  }
}

/** A database that nothing refers to is collected, and its lock with it. */
const held = new Set<DatabaseSync>();

/** https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
