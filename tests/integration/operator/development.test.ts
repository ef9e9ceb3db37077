import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findEmbedded } from "#app/server/postgres/embedded.ts";
import { startNpm, temporaryFolder, until } from "./processes.ts";

test("npm run dev gives styled pages from source, and ends as a whole when npm is told to", async () => {
  const dataDir = temporaryFolder();
  const npm = startNpm("dev", { DATA_DIR: dataDir });
  onTestFinished(async () => {
    npm.child.kill("SIGTERM");
    await npm.ended;
    await (await findEmbedded(join(dataDir, "postgres")))?.stop();
  });
  const site = await until("the address", () => /^Cabildo: (\S+)$/m.exec(npm.said())?.[1]);

  const page = await (await fetch(`${site}/cursos`, { headers: { Accept: "text/html" } })).text();
  expect(page).toContain("Datos abiertos");
  const [, href] = /<link rel="stylesheet" href="([^"]+)"/.exec(page) ?? [];
  const style = await fetch(new URL(href ?? "", site), { headers: { Accept: "text/css" } });
  expect(style.headers.get("content-type")).toContain("text/css");
  expect(await style.text()).toMatch(/\.site-nav\s*{[^}]*background: var\(--band\)/);
  for (const [, script] of page.matchAll(/<script src="([^"]+)"/g)) {
    const { status, headers } = await fetch(new URL(script ?? "", site));
    expect([status, headers.get("content-type")]).toEqual([200, "text/javascript"]);
  }

  npm.child.kill("SIGTERM");
  expect((await npm.ended).code).toBe(0);
  expect(npm.said()).toContain("Cabildo stopped");
  expect(await findEmbedded(join(dataDir, "postgres"))).toBe(null);
});
