import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { staticChecks } from "./static-checks.ts";
import { type Counts, runSteps, type Step } from "./steps.ts";

const reports = mkdtempSync(join(tmpdir(), "cabildo-reports-"));
const file = (name: string) => join(reports, `${name}.json`);

const steps: Step[] = [
  ...staticChecks,
  {
    name: "unit and integration tests",
    command: "vitest",
    args: [
      "run",
      "-c",
      "remix.config.js",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file("vitest")}`,
    ],
    counts: () => {
      const report = readReport(file("vitest"));
      return {
        passed: Number(report.numPassedTests ?? 0),
        failed: Number(report.numFailedTests ?? 0),
      };
    },
  },
  { name: "production build", command: process.execPath, args: ["app/cli.ts", "build"] },
  {
    name: "end to end, in a real browser",
    command: "playwright",
    args: ["test", "--reporter=line,json"],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file("playwright") },
    counts: playwrightCounts,
  },
];

const { passed, failed } = await runSteps(steps);
for (const name of failedTests()) process.stdout.write(`\n✗ ${name}`);
rmSync(reports, { recursive: true, force: true });
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

function playwrightCounts(): Counts {
  const stats = (readReport(file("playwright")).stats ?? {}) as Record<string, number>;
  return { passed: stats.expected ?? 0, failed: (stats.unexpected ?? 0) + (stats.flaky ?? 0) };
}

/** The names again, at the end: what comes before may be long. */
function failedTests(): string[] {
  const files = (readReport(file("vitest")).testResults ?? []) as VitestFile[];
  const suites = (readReport(file("playwright")).suites ?? []) as PlaywrightSuite[];
  return [
    ...files.flatMap(({ assertionResults }) =>
      assertionResults.flatMap((test) => (test.status === "failed" ? test.fullName : [])),
    ),
    ...suites.flatMap(failedSpecs),
  ];
}

interface VitestFile {
  assertionResults: { status: string; fullName: string }[];
}

interface PlaywrightSuite {
  specs?: { ok: boolean; title: string; file: string }[];
  suites?: PlaywrightSuite[];
}

function failedSpecs({ specs = [], suites = [] }: PlaywrightSuite): string[] {
  const own = specs.flatMap(({ ok, title, file: name }) => (ok ? [] : `${name}: ${title}`));
  return [...own, ...suites.flatMap(failedSpecs)];
}

function readReport(path: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return {};
  }
}
