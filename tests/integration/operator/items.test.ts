import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { publishCourse } from "#tests/factories/assessment.ts";
import { authored } from "#tests/factories/banks.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { runCli } from "./processes.ts";

// Each command is a process of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const db = await freshDatabase();
await publishCourse(db, { slug: "agua", items: [] });
await insertViewer(db, { roles: ["trainer"], email: "ana@muni.example" });
const folder = mkdtempSync(join(tmpdir(), "cabildo-items-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => runCli(args, { DATABASE_URL: db.url });
function fileOf(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

describe("items:import", () => {
  test("only says what would come of it, then brings it in, then finds it the same", async () => {
    const file = fileOf("a.gift", "// [id:q1]\n¿Uno? {T}\n\n// [id:q2]\n¿Dos? {=a ~b}");
    const given = ["items:import", "--course", "agua", "--file", file];
    const dry = await run(...given, "--dry-run");
    expect([dry.code, dry.stdout.trim()]).toEqual([
      0,
      "gift, utf-8: 2 would be added, 0 changed, 0 the same, 0 not taken, 0 that ask nothing",
    ]);
    expect(await authored(db, "agua")).toEqual([]);
    const done = await run(...given, "--by", "ana@muni.example");
    expect(done.code).toBe(0);
    expect(done.stderr).toContain("taken 2 of 2");
    expect((await authored(db, "agua")).map(({ id }) => id)).toEqual(["q1", "q2"]);
    expect((await run(...given)).stdout).toContain("0 added, 0 changed, 2 the same");
  });

  test("ends with 3 and the lines where some questions were left out", async () => {
    const file = fileOf("b.gift", "¿Roto? {=a\n\n// [id:q3]\n¿Tres? {T}");
    const { code, stdout } = await run("items:import", "--course", "agua", "--file", file);
    expect(code).toBe(3);
    expect(stdout).toContain("line 1: ");
    expect(stdout).toContain("1 added");
  });

  test("ends with 1 where nothing can be read, and 2 for a wrong option", async () => {
    const file = fileOf("c.xml", "<!DOCTYPE a><quiz><question type='essay'></question></quiz>");
    const hostile = await run("items:import", "--course", "agua", "--file", file);
    expect([hostile.code, hostile.stdout]).toEqual([1, expect.stringContaining("DOCTYPE")]);
    const wrong = await run("items:import", "--course", "agua", "--file", file, "--format", "pdf");
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining("moodle-xml")]);
    expect((await run("items:import", "--help")).stdout).toContain("Exit code");
  });
});

describe("items:export", () => {
  test("writes what items:import reads, and tells what is lost", async () => {
    fileOf("d.gift", "// [id:q9]\n::Nueve::¿Nueve? {=a#Sí ~b}");
    await run("items:import", "--course", "agua", "--file", join(folder, "d.gift"));
    const out = join(folder, "out.txt");
    const aiken = await run("items:export", "--course", "agua", "--format", "aiken", "--out", out);
    expect(aiken.code).toBe(3);
    expect(aiken.stderr).toContain("q9: ");
    expect(readFileSync(out, "utf8")).toContain("ANSWER: A");
    const whole = await run("items:export", "--course", "agua", "--format", "moodle-xml");
    expect(whole.code).toBe(0);
    const again = fileOf("again.xml", whole.stdout);
    const read = await run("items:import", "--course", "agua", "--file", again);
    expect(read.stdout).toContain("moodle-xml, utf-8: 0 added, 0 changed");
  });
});
