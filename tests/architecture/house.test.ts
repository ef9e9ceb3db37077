import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { rooms } from "./boundaries.ts";

const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => path && existsSync(path));
const code = tracked.filter((path) => /^(app|db|tests)\/.*\.tsx?$/.test(path));
const read = (path: string) => readFileSync(path, "utf8");

describe("the house", () => {
  test("has only the top level that its owner named", () => {
    const allowed =
      /^(\..*|package(-lock)?\.json|remix\.config\.js|app|content|db|public|tests|README\.md|LICENSE|tsconfig\.json|biome\.json|knip\.json|playwright\.config\.ts|drizzle\.config\.ts)$/;
    const top = new Set(tracked.map((path) => path.split("/")[0] as string));
    expect([...top].filter((name) => !allowed.test(name))).toEqual([]);
  });

  test("has no drawers", () => {
    const drawer = /(^|\/)(utils?|helpers?|misc|common|manager)(\/|\.tsx?$)/;
    expect(code.filter((path) => drawer.test(path))).toEqual([]);
  });

  test("has no file over 300 lines", () => {
    const long = code.filter((path) => read(path).split("\n").length > 301);
    expect(long).toEqual([]);
  });

  test("reads the environment in one place", () => {
    const readers = code.filter(
      (path) => path.startsWith("app/") && /process\.env\b/.test(read(path)),
    );
    expect(readers).toEqual(["app/server/config.ts"]);
  });

  test("keeps the clock and the dice out of the rules", () => {
    const rules = code.filter((path) =>
      /^app\/domain\/[^/]+\/(?!.*(\.server|\.test)\.ts$).*\.ts$/.test(path),
    );
    const impure = rules.filter((path) =>
      /Date\.now\(\)|new Date\(\)|Math\.random\(\)/.test(read(path)),
    );
    expect(impure).toEqual([]);
  });

  test("has a README in every room, and no room that the table does not know", () => {
    const found = readdirSync("app/domain");
    expect(found.filter((room) => !existsSync(`app/domain/${room}/README.md`))).toEqual([]);
    expect(found.sort()).toEqual(Object.keys(rooms).sort());
  });

  test("has routes of under 25 lines, half of them", () => {
    const lengths = code
      .filter((path) => path.startsWith("app/routes/"))
      .map((path) => read(path).trimEnd().split("\n").length)
      .sort((first, second) => first - second);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(25);
  });

  test("numbers its decisions without gaps", () => {
    const numbers = readdirSync("app/decisions")
      .map((file) => Number(basename(file).slice(0, 3)))
      .sort((first, second) => first - second);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  test("leaves nothing unfinished by its own words, and no test that does not run", () => {
    const words = /TODO|FIXME|not implemented|coming soon|próximamente/;
    const skipped = /\b(test|it|describe)\.(skip|only|todo|fixme)\b/;
    const own = code.filter((path) => path !== "tests/architecture/house.test.ts");
    expect(own.filter((path) => words.test(read(path)))).toEqual([]);
    expect(own.filter((path) => skipped.test(read(path)))).toEqual([]);
  });
});
