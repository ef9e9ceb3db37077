import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { chmod, chown, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Place } from "./place.ts";
import { type Programs, programEnvironment } from "./programs.ts";

/** Database and role that the app uses. The role owns the database and is no superuser. */
export const databaseName = "cabildo";

/** Settings written once into `postgresql.conf`, where an operator may change them. */
const settings = {
  max_connections: "100",
  shared_buffers: "128MB",
  effective_cache_size: "512MB",
  maintenance_work_mem: "64MB",
  work_mem: "8MB",
  wal_compression: "on",
  random_page_cost: "1.1",
  timezone: "UTC",
  log_timezone: "UTC",
  log_line_prefix: "%m [%p] ",
  log_checkpoints: "off",
};

/**
 * Makes the database files of `place` unless they are there: UTF-8, sorted as
 * in Spanish, one login role with a random password. All of it is built in a
 * temporary folder and renamed, so a start killed half way leaves nothing
 * broken. Returns the role's password.
 */
export async function ensureCluster(
  place: Place,
  programs: Programs,
  log: (line: string) => void,
): Promise<string> {
  const cluster = join(place.folder, "cluster");
  if (!existsSync(join(place.data, "PG_VERSION"))) {
    await removeLeftovers(place.folder);
    log("Creating the database (first start)");
    const partial = join(place.folder, `cluster.${process.pid}.partial`);
    await initialise(partial, place, programs);
    // A simultaneous starter may have renamed first: its cluster is as good.
    await rename(partial, cluster).catch(async (error) => {
      await rm(partial, { recursive: true, force: true });
      if (!existsSync(place.data)) throw error;
    });
  }
  requireSameMajor(place.data, programs);
  return readPassword(place) ?? replacePassword(place, programs, log);
}

/** The role's password; null when its file is missing or empty. */
export function readPassword(place: Place): string | null {
  if (!existsSync(place.passwordFile)) return null;
  return readFileSync(place.passwordFile, "utf8").trim() || null;
}

async function initialise(partial: string, place: Place, programs: Programs): Promise<void> {
  const data = join(partial, "data");
  await mkdir(data, { recursive: true, mode: 0o700 });
  await chmod(partial, 0o711);
  if (place.account) await chown(data, place.account.uid, place.account.gid);

  const common = [
    ["-D", data, "-U", "postgres", "--encoding=UTF8", "--text-search-config=spanish"],
    ["--auth-local=reject", "--auth-host=scram-sha-256", "--no-instructions"],
    Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ].flat();
  // With scram initdb wants a password for the superuser: a random one that nobody keeps.
  const pwfile = join(partial, "superuser");
  writeFileSync(pwfile, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  if (place.account) await chown(pwfile, place.account.uid, place.account.gid);
  const secured = [...common, `--pwfile=${pwfile}`];
  try {
    await run(programs.initdb, [...secured, "--locale-provider=icu", "--icu-locale=es"], place);
  } catch {
    // Programs built without ICU: accents and ñ sort after z, and everything else works.
    await rm(data, { recursive: true, force: true });
    await mkdir(data, { mode: 0o700 });
    if (place.account) await chown(data, place.account.uid, place.account.gid);
    const plain = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
    await run(programs.initdb, [...secured, ...plain], place);
  }
  await rm(pwfile);

  const password = randomBytes(24).toString("base64url");
  await singleUser(programs, place, data, [
    `CREATE ROLE ${databaseName} LOGIN CREATEDB CREATEROLE PASSWORD '${password}' IN ROLE pg_monitor`,
    // Lets the role act as the roles it creates (Postgres 16 and later ask for it).
    `ALTER ROLE ${databaseName} SET createrole_self_grant TO 'set, inherit'`,
    `CREATE DATABASE ${databaseName} OWNER ${databaseName}`,
  ]);
  writeFileSync(join(partial, "password"), `${password}\n`, { mode: 0o600, flush: true });
}

async function replacePassword(
  place: Place,
  programs: Programs,
  log: (line: string) => void,
): Promise<string> {
  log("The database password file was lost: a new password is set");
  const password = randomBytes(24).toString("base64url");
  await singleUser(programs, place, place.data, [
    `ALTER ROLE ${databaseName} PASSWORD '${password}'`,
  ]);
  writeFileSync(place.passwordFile, `${password}\n`, { mode: 0o600, flush: true });
  return password;
}

function requireSameMajor(data: string, programs: Programs): void {
  const made = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  if (made === programs.version.split(".")[0]) return;
  throw new Error(
    `The database in ${data} was made by Postgres ${made} and the installed one is ${programs.version}. ` +
      "Go back to the earlier release, run `npm run cli -- backup FILE`, and restore that file here into an empty DATA_DIR.",
  );
}

async function removeLeftovers(folder: string): Promise<void> {
  for (const name of readdirSync(folder)) {
    const owner = /^cluster\.(\d+)\.partial$/.exec(name)?.[1];
    if (owner && !isAlive(Number(owner))) {
      await rm(join(folder, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Runs statements without a listening server: no login, no port. */
function singleUser(
  programs: Programs,
  place: Place,
  data: string,
  statements: string[],
): Promise<void> {
  const input = statements.map((statement) => `${statement};\n`).join("");
  const options = ["--single", "-j", "-D", data, "-c", "exit_on_error=on", "postgres"];
  // With -j a statement ends at a semicolon followed by an empty line.
  return run(programs.postgres, options, place, input.replaceAll(";\n", ";\n\n"));
}

function run(program: string, options: string[], place: Place, input = ""): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, options, {
      cwd: "/",
      env: programEnvironment,
      stdio: ["pipe", "pipe", "pipe"],
      ...(place.account && { uid: place.account.uid, gid: place.account.gid }),
    });
    let said = "";
    child.stdout.on("data", (chunk) => (said += chunk));
    child.stderr.on("data", (chunk) => (said += chunk));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ended with ${signal ?? code}:\n${said.trim()}`));
    });
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}
