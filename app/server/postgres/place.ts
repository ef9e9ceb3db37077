import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { chmod, chown, mkdir, realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Account, accountFor, canEnterAbove } from "./account.ts";

/** Where one embedded server lives and who runs it. */
export interface Place {
  /** Folder that holds `cluster/` and the log. */
  folder: string;
  /** The database files: `PGDATA`. */
  data: string;
  passwordFile: string;
  portFile: string;
  logFile: string;
  /** Account to drop to; null = this process's own. */
  account: Account | null;
  /** Where copies of the programs go, if they are needed. */
  copies: string;
}

/** Used by root when the account that runs Postgres cannot enter the data folder. */
const systemFolder = "/var/lib/cabildo";

/**
 * Decides where the server of `dir` lives, and makes the folder. Root must run
 * Postgres as another account; if that account cannot enter `dir`, the files
 * go to `/var/lib/cabildo/<hash>` and `dir/location` remembers it, so that a
 * new folder of the same name never finds the database of an old one.
 */
export async function placeFor(dir: string, log: (line: string) => void): Promise<Place> {
  await mkdir(dir, { recursive: true, mode: 0o711 });
  // One spelling for one folder: the path tells whether a running server is ours.
  return decide(await realpath(dir), log);
}

async function decide(dir: string, log: (line: string) => void): Promise<Place> {
  const pointer = join(dir, "location");
  if (existsSync(pointer)) {
    const folder = readFileSync(pointer, "utf8").trim();
    return placeIn(folder, accountFor(join(folder, "cluster", "data")));
  }
  const account = accountFor(join(dir, "cluster", "data"));
  if (!account) return ownedPlace(dir);
  await letIn(account, dir);
  if (canEnterAbove(account, join(dir, "cluster"))) return placeIn(dir, account);
  if (existsSync(join(dir, "cluster"))) {
    throw new Error(
      `Account ${account.name} runs the database but cannot enter ${dir}: give every folder above it execute permission for others (chmod o+x)`,
    );
  }
  const hash = createHash("sha256").update(dir).update(randomBytes(8)).digest("hex").slice(0, 16);
  const folder = join(systemFolder, hash);
  log(`Account ${account.name} cannot enter ${dir}: the database goes to ${folder}`);
  await mkdir(systemFolder, { recursive: true, mode: 0o711 });
  await chmod(systemFolder, 0o711);
  await mkdir(folder, { recursive: true, mode: 0o711 });
  await chmod(folder, 0o711);
  try {
    writeFileSync(pointer, `${folder}\n`, { flag: "wx" });
  } catch {
    // Another starter decided first: its choice counts.
    return decide(dir, log);
  }
  return placeIn(folder, account);
}

/**
 * Lets the account through the data folder, and nobody else: root made it for
 * this installation, so its group may be the account's.
 */
async function letIn(account: Account, dir: string): Promise<void> {
  if (!canEnterAbove(account, dirname(dir))) return;
  for (const folder of [dirname(dir), dir]) {
    const { uid, gid, mode } = await stat(folder);
    if (uid !== 0 || gid !== 0 || (mode & 0o077) !== 0) continue;
    await chown(folder, uid, account.gid);
    await chmod(folder, (mode & 0o777) | 0o010);
  }
}

function ownedPlace(dir: string): Place {
  const place = placeIn(dir, null);
  if (existsSync(place.data) && !existsSync(join(place.data, "PG_VERSION"))) {
    throw new Error(
      `The database in ${place.data} cannot be read: it belongs to another account, or it is not a database. Start as that account, or change its owner.`,
    );
  }
  return place;
}

function placeIn(folder: string, account: Account | null): Place {
  const cluster = join(folder, "cluster");
  return {
    folder,
    data: join(cluster, "data"),
    passwordFile: join(cluster, "password"),
    portFile: join(folder, "port"),
    logFile: join(folder, "postgres.log"),
    account,
    copies: account ? join(systemFolder, "programs") : join(folder, "programs"),
  };
}
