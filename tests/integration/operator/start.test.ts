import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findEmbedded } from "#app/server/postgres/embedded.ts";
import { isAlive, type Running, startCli, temporaryFolder, until } from "./processes.ts";

/** A first start may have to build. */
const firstStart = 240_000;

/** `npm start` on a folder of its own, once it has printed its address. */
async function startCabildo(dataDir: string): Promise<Running & { url: string }> {
  const running = startCli(["start"], { DATA_DIR: dataDir });
  onTestFinished(async () => {
    running.child.kill("SIGTERM");
    await running.ended;
    await (await findEmbedded(join(dataDir, "postgres")))?.stop();
  });
  const url = await until(
    "the address",
    () => /^Cabildo: (\S+)$/m.exec(running.said())?.[1],
    firstStart,
  );
  return { ...running, url };
}

const ready = async (url: string) => {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
};

/** The process that a line of the log names, as in `"name":"web"`. */
function processNamed(name: string, said: string): number {
  const lines = said.split("\n").filter((line) => line.includes(`"name":"${name}"`));
  return JSON.parse(lines.at(-1) ?? "{}").process;
}

test("npm start has its courses from the first answer on, what it runs comes back by itself when it is killed, and stops as a whole", {
  timeout: firstStart,
}, async () => {
  const dataDir = temporaryFolder();
  const cabildo = await startCabildo(dataDir);
  expect(await ready(cabildo.url)).toBe(true);
  const published = cabildo.said().lastIndexOf(": publish, edition 1");
  expect(published).toBeGreaterThan(0);
  expect(published).toBeLessThan(cabildo.said().indexOf('"listening"'));
  const web = processNamed("web", cabildo.said());

  process.kill(web, "SIGKILL");
  await until("the web process to be gone", async () => !(await ready(cabildo.url)));
  await until("the web process", () => ready(cabildo.url), 60_000);

  const server = await findEmbedded(join(dataDir, "postgres"));
  process.kill(server?.pid ?? 0, "SIGKILL");
  await until("the server's exit", () => cabildo.said().includes("Postgres ended"));
  await until("the site with its database", () => ready(cabildo.url), 60_000);

  cabildo.child.kill("SIGTERM");
  const { code } = await cabildo.ended;
  expect(code).toBe(0);
  expect(isAlive(processNamed("web", cabildo.said()))).toBe(false);
  expect(await findEmbedded(join(dataDir, "postgres"))).toBe(null);
});

test("after SIGKILL of npm start nothing keeps its port, and the next start needs no hand", {
  timeout: firstStart,
}, async () => {
  const dataDir = temporaryFolder();
  const killed = await startCabildo(dataDir);
  const worker = await until("the worker", () => processNamed("worker", killed.said()));
  killed.child.kill("SIGKILL");
  await killed.ended;

  const again = await startCabildo(dataDir);

  await until("the old web process to end", () => !isAlive(processNamed("web", killed.said())));
  await until("the old worker to end", () => !isAlive(worker));
  expect(await ready(again.url)).toBe(true);
  expect(readFileSync(join(dataDir, "cabildo.lock.json"), "utf8")).toContain(
    `"pid":${again.child.pid}`,
  );
});
