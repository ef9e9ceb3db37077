import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type ICruiseResult, type IForbiddenRuleType } from "dependency-cruiser";
import { afterAll, describe, expect, test } from "vitest";
import { boundaries, rooms } from "./boundaries.ts";

/** One import that each rule must refuse: from which file, of which. */
const planted: Record<string, { from: string; to: string }> = {
  acyclic: { from: "app/kernel/first.ts", to: "app/kernel/second.ts" },
  door: { from: "app/domain/courses/page.ts", to: "app/domain/people/back/secret.ts" },
  "door-from-outside": { from: "app/routes/page.ts", to: "app/domain/people/back/secret.ts" },
  "nobody-uses-reports": { from: "app/domain/people/page.ts", to: "app/domain/reports/all.ts" },
  pure: { from: "app/domain/people/rule.ts", to: "app/server/db.ts" },
  "pure-no-node": { from: "app/domain/people/rule.ts", to: "node:fs" },
  "server-files": { from: "app/domain/people/queries.server.ts", to: "app/ui/page.tsx" },
  views: { from: "app/domain/people/page.tsx", to: "db/schema/people.ts" },
  routes: { from: "app/routes/page.ts", to: "db/schema/people.ts" },
  server: { from: "app/server/http.ts", to: "app/domain/people/rule.ts" },
  kernel: { from: "app/kernel/result.ts", to: "app/server/db.ts" },
  i18n: { from: "app/i18n/translate.ts", to: "app/server/db.ts" },
  db: { from: "db/schema/people.ts", to: "app/kernel/result.ts" },
  "nobody-uses-an-entrance": { from: "app/server/http.ts", to: "app/cli.ts" },
  "test-profile": { from: "app/web.server.ts", to: "app/operator/vc-api.ts" },
  client: { from: "app/ui/client/learner.ts", to: "app/kernel/result.ts" },
  ...Object.fromEntries(
    Object.keys(rooms)
      .filter((room) => rooms[room] !== "*")
      .map((room) => [
        `room-${room}`,
        { from: `app/domain/${room}/rule.ts`, to: "app/domain/interop/launch.ts" },
      ]),
  ),
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The names of the rules that a tree with that one import breaks. */
async function broken({ from, to }: { from: string; to: string }): Promise<string[]> {
  const root = mkdtempSync(join(tmpdir(), "cabildo-boundaries-"));
  folders.push(root);
  const write = (path: string, text: string) => {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const importOf = (path: string) => (path.startsWith("node:") ? path : `#${path}`);
  write(
    "package.json",
    JSON.stringify({ type: "module", imports: { "#app/*": "./app/*", "#db/*": "./db/*" } }),
  );
  write(from, `import "${importOf(to)}";\nexport const here = 1;\n`);
  if (!to.startsWith("node:")) {
    const back = from.includes("first") ? `import "${importOf(from)}";\n` : "";
    write(to, `${back}export const there = 1;\n`);
  }
  const result = await cruise(
    ["app", "db"].filter((folder) => `${from} ${to}`.includes(`${folder}/`)),
    {
      baseDir: root,
      ruleSet: { forbidden: boundaries as IForbiddenRuleType[] },
      validate: true,
      tsPreCompilationDeps: true,
    },
  );
  return (result.output as ICruiseResult).summary.violations.map(({ rule }) => rule.name);
}

describe("the boundaries", () => {
  test("have a planted violation each", () => {
    expect(Object.keys(planted).sort()).toEqual(boundaries.map(({ name }) => name).sort());
  });

  test.each(boundaries.map(({ name, comment }) => ({ name, comment })))(
    "refuse a breach of $name: $comment",
    async ({ name }) => {
      expect(await broken(planted[name] as { from: string; to: string })).toContain(name);
    },
  );

  test.each([
    "app/web.server.ts",
    "app/server/http/app.ts",
    "app/routes/verificar.ts",
    "app/domain/credentials/verify-credential.ts",
  ])("keep the VC-API for test suites out of %s", async (from) => {
    for (const to of ["vc-api.server.ts", "vc-api/did-key.ts", "vc-api/version-1.ts"]) {
      expect(await broken({ from, to: `app/domain/credentials/${to}` })).toContain("test-profile");
    }
  });

  test("let a room come in by the door of a room it may use", async () => {
    expect(
      await broken({ from: "app/domain/courses/rule.ts", to: "app/domain/people/viewer.ts" }),
    ).toEqual([]);
  });
});
