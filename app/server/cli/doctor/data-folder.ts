import { accessSync, constants, existsSync, readdirSync, statfsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Config } from "../../config.ts";
import { type Finding, fail, ok, warn } from "./finding.ts";

const gigabyte = 1024 ** 3;

export function checkDataFolder(config: Config): Finding {
  const { dataDir } = config;
  const existing = nearestFolder(dataDir);
  try {
    if (!statSync(existing).isDirectory()) throw new Error("it is not a folder");
    accessSync(existing, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    return fail(
      "DATA_DIR",
      `${dataDir} cannot be written: ${(error as Error).message}`,
      "Make it a folder of the account that runs Cabildo, or set DATA_DIR to another",
    );
  }
  return ok("DATA_DIR", existing === dataDir ? dataDir : `${dataDir} (the first start makes it)`);
}

export function checkFreeSpace(config: Config): Finding {
  const { bavail, bsize } = statfsSync(nearestFolder(config.dataDir));
  const free = (bavail * bsize) / gigabyte;
  const text = `${free.toFixed(1)} GB free`;
  const advice = "Free some space, or move DATA_DIR to a larger disk";
  if (free < 0.5) return fail("Disk", text, advice);
  return free < 2 ? warn("Disk", text, advice) : ok("Disk", text);
}

/** Files with secrets that other accounts can read. */
export function checkKeyFiles(config: Config): Finding {
  const files = isFolder(config.dataDir) ? readdirSync(config.dataDir) : [];
  const paths = files
    .filter((name) => /secret|issuer|\.(key|pem|jwk)$/.test(name))
    .map((name) => join(config.dataDir, name));
  if (config.issuerKeyFile) paths.push(config.issuerKeyFile);
  const missing = paths.filter((path) => !existsSync(path));
  if (missing.length > 0) {
    return fail(
      "Keys",
      `${missing.join(", ")} is not there`,
      "Set ISSUER_KEY_FILE to the key file",
    );
  }
  const open = paths.filter((path) => (statSync(path).mode & 0o077) !== 0);
  return open.length === 0
    ? ok("Keys", "readable by their owner only")
    : fail("Keys", `others can read ${open.join(", ")}`, `chmod go= ${open.join(" ")}`);
}

function nearestFolder(path: string): string {
  return existsSync(path) ? path : nearestFolder(dirname(path));
}

const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
