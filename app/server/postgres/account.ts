import { readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** The operating-system account Postgres runs as. */
export interface Account {
  uid: number;
  gid: number;
  name: string;
}

/**
 * The account to drop to, or null when this process may run Postgres itself
 * (Postgres refuses to run as root). `dataFolder` that exists already decides:
 * only its owner can serve it.
 */
export function accountFor(dataFolder: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const owner = ownerOf(dataFolder);
  if (owner && owner.uid !== 0) return { ...owner, name: `uid ${owner.uid}` };
  const found = accountNamed("postgres") ?? accountNamed("nobody");
  if (!found) throw new Error("Postgres cannot run as root, and there is no account called nobody");
  return found;
}

/** Whether `account` can enter every folder on the way to `path` and read what is there. */
export function canReach(account: Account, path: string): boolean {
  const mode = grantedTo(account, path);
  if (mode === null || (mode & 0o5) !== 0o5) return false;
  return canEnterAbove(account, path);
}

/** Whether `account` can enter every existing folder above `path`. */
export function canEnterAbove(account: Account, path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const mode = grantedTo(account, folder);
    if (mode !== null && (mode & 0o1) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function grantedTo(account: Account, path: string): number | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return null;
  if (stat.uid === account.uid) return (stat.mode >> 6) & 0o7;
  if (stat.gid === account.gid) return (stat.mode >> 3) & 0o7;
  return stat.mode & 0o7;
}

function ownerOf(folder: string): { uid: number; gid: number } | null {
  const stat = statSync(folder, { throwIfNoEntry: false });
  return stat ? { uid: stat.uid, gid: stat.gid } : null;
}

function accountNamed(name: string): Account | null {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  if (!line) return null;
  const [, , uid, gid] = line.split(":");
  return { name, uid: Number(uid), gid: Number(gid) };
}
