import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { childEnvironment } from "./config.ts";
import { waitForLock } from "./lock.ts";

/** The folder of the project. */
export const projectFolder = fileURLToPath(new URL("../../", import.meta.url));

const PROCESSES = ["web", "worker"] as const;
export type ProcessName = (typeof PROCESSES)[number];

/** The file that runs a process: the built one, or in development its source. */
export function processFile(name: ProcessName, development: boolean): string {
  return development
    ? join(projectFolder, "app", `${name}.server.ts`)
    : join(projectFolder, "build", "processes", `${name}.server.js`);
}

/** Everything that the built pages and assets are made of. */
const inputs = [
  "app",
  "content/help",
  "db",
  "public",
  "package-lock.json",
  "remix.config.js",
  "tsconfig.json",
];

const buildLimit = 10 * 60_000;

/** Not in `build/`: the builder begins by removing that folder, and a lock in it would be gone. */
export const lockFile = join(projectFolder, "node_modules", ".cache", "cabildo-build.lock");

/** Whether `build/` is there and made of these very inputs. */
export function isBuilt(project = projectFolder): boolean {
  return readStamp(project) === hashOfInputs(project);
}

/**
 * Builds unless the inputs are those of the last complete build. Simultaneous
 * calls build once. Throws with the builder's last words when it fails; a
 * build that was cut short is never taken for a complete one.
 */
export async function buildIfNeeded(
  log: (line: string) => void,
  options: { force?: boolean } = {},
): Promise<"built" | "current"> {
  if (!options.force && isBuilt()) return "current";
  const lock = await waitForLock(lockFile, "build", buildLimit, log);
  try {
    if (!options.force && isBuilt()) return "current";
    const hash = hashOfInputs(projectFolder);
    rmSync(stampFile(projectFolder), { force: true });
    log("Building (about a minute the first time)");
    await runRemix(log);
    const { bundleProcesses } = await import("./bundle.ts");
    const sources = PROCESSES.map((name) => processFile(name, true));
    await bundleProcesses(sources, join(projectFolder, "build", "processes"));
    writeFileSync(stampFile(projectFolder), `${hash}\n`, { flush: true });
    return "built";
  } finally {
    lock.release();
  }
}

function runRemix(log: (line: string) => void): Promise<void> {
  const remix = join(projectFolder, "node_modules", "@remix-run", "dev", "dist", "cli.js");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [remix, "vite:build", "-c", "remix.config.js"], {
      cwd: projectFolder,
      env: childEnvironment({ NODE_ENV: "production" }),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    const keep = (chunk: Buffer) => {
      said = (said + chunk).slice(-8000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const startedAt = Date.now();
    const progress = setInterval(() => {
      log(`Still building (${Math.round((Date.now() - startedAt) / 1000)} s)`);
    }, 5000);
    // A build must not go on when the command that wanted it was stopped.
    const stop = () => child.kill();
    process.once("exit", stop);
    child.once("error", reject);
    child.once("close", (code, signal) => {
      clearInterval(progress);
      process.off("exit", stop);
      if (code === 0) resolve();
      else reject(new Error(`The build ended with ${signal ?? code}:\n${said.trim()}`));
    });
  });
}

function readStamp(project: string): string | null {
  const file = stampFile(project);
  return existsSync(file) ? readFileSync(file, "utf8").trim() : null;
}

const stampFile = (project: string) => join(project, "build", "stamp");

function hashOfInputs(project: string): string {
  const hash = createHash("sha256").update(process.version);
  for (const input of inputs) {
    for (const file of filesOf(join(project, input))) {
      const content = readFileSync(file);
      hash.update(`${relative(project, file)}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest("hex");
}

/** Files in order; tests and documents are not built. */
function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  const entries = safeList(path);
  if (!entries) return [path];
  return entries
    .filter(({ name }) => !/\.test\.tsx?$|\.md$|^\./.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inside = join(path, entry.name);
      return entry.isDirectory() ? filesOf(inside) : [inside];
    });
}

function safeList(path: string) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return null;
    throw error;
  }
}
