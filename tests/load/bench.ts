import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { type CourseManifest, lessonsOf } from "#app/domain/courses/manifest.ts";
import { paths } from "#app/paths.ts";
import { connect, type Database } from "#app/server/db.ts";
import { type Embedded, findEmbedded } from "#app/server/postgres/embedded.ts";
import { freePort } from "#tests/setup/free-port.ts";
import { CERTIFICATES, issueMany } from "./issuing.ts";
import { atMost, type Figure, type Measured, measure, median } from "./measure.ts";
import {
  command,
  type Installation,
  startGenerator,
  startInstallation,
  startYardstick,
} from "./processes.ts";
import { storm, stormWithKills } from "./storm.ts";
import { printFigures, printLoads, printWeights } from "./table.ts";
import { type Target, targetsOf } from "./targets.ts";
import { type Weight, weigh } from "./weights.ts";

/**
 * The load benchmark, on the production build: one web process and one worker on
 * an embedded Postgres that commits durably, beside the yardstick. Exits with 1
 * when a figure is not reached.
 */
const { values } = parseArgs({
  options: {
    json: { type: "string" },
    officials: { type: "string", default: "50000" },
    /** `loads`, `issuing` or `storms`: nothing else is measured. */
    only: { type: "string" },
    "storm-officials": { type: "string", default: "2000" },
    "storm-seconds": { type: "string", default: "300" },
    seed: { type: "string", default: "20261121" },
  },
});
const officials = wholeNumber("officials", 500);
const stormOf = {
  officials: wholeNumber("storm-officials", 1),
  seconds: wholeNumber("storm-seconds", 1),
  seed: wholeNumber("seed", 0),
};
const measures = (part: string) => values.only === undefined || values.only === part;

const startedAt = performance.now();
const dataDir = mkdtempSync(join(tmpdir(), "cabildo-bench-"));
try {
  const { loads, figures, weights } = await bench(dataDir);
  printLoads(loads);
  printWeights(weights);
  printFigures(figures);
  if (values.json) {
    const machine = { cores: cpus().length, model: cpus()[0]?.model, node: process.version };
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const report = { machine, officials, seconds, loads, weights, figures };
    writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  }
  const missed = [...loads, ...figures].filter(({ reached }) => reached === false);
  process.exitCode = missed.length > 0 ? 1 : 0;
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}

interface Report {
  loads: Measured[];
  figures: Figure[];
  weights: Weight[];
}

async function bench(folder: string): Promise<Report> {
  const env = { DATA_DIR: folder, PORT: String(await freePort()), DATABASE_URL: "" };
  progress("building");
  const build = await command(["build", "--force"], env);
  progress("first start");
  const first = await startInstallation(env, paths.courses());
  progress(`filling with ${officials} officials`);
  const demo = await command(["demo", "--officials", String(officials), "--seed", "bench"], env);
  await first.stop();
  progress("later start");
  const site = await startInstallation(env, paths.courses());
  const yardstick = await startYardstick();
  const generator = startGenerator();
  try {
    const server = await embeddedIn(folder);
    const db = connect(server.url, { max: 4 });
    const { course, lesson } = await courseOf(db);
    const { logins } = JSON.parse(demo.lastLine);
    const password = logins.official.password as string;
    const targets = await targetsOf({ db, origin: site.origin, course, lesson, password });
    await db.close();
    await vacuum(server.url);
    const loads: Measured[] = [];
    for (const target of measures("loads") ? targets : []) {
      progress(target.name);
      loads.push(await measure(target, site.origin, yardstick.origin, generator.put));
    }
    const weights = measures("loads") ? await weigh(site.origin, targets) : [];
    const figures: Figure[] = [
      atMost("build and first start", build.seconds + first.seconds, 90, "s"),
      atMost("later start", site.seconds, 5, "s"),
      atMost(`demo --officials ${officials}`, demo.seconds, 120, "s"),
    ];
    if (measures("loads")) {
      const yardsticks = median(loads.map(({ yardstick: y }) => y));
      figures.push(
        { name: "yardstick", value: yardsticks, unit: "requests/s" },
        atMost("memory of the web process at its peak", site.peakMemory(), 250, "MB"),
      );
    }
    if (measures("issuing")) {
      progress(`issuing ${CERTIFICATES} certificates`);
      figures.push(...(await issue(server.url, targets, site.origin)));
    }
    if (measures("storms")) figures.push(...(await storms(folder, site, course)));
    return { loads, figures, weights };
  } finally {
    generator.stop();
    yardstick.stop();
    await site.stop();
  }
}

/** How long many certificates take, and what a person who reads a lesson notices of it. */
async function issue(url: string, [lesson]: readonly Target[], origin: string): Promise<Figure[]> {
  if (!lesson) throw new Error("There is no lesson to read");
  const db = connect(url, { max: 4 });
  try {
    const { requests, status } = lesson;
    const done = await issueMany(db, { origin, requests, status });
    return [
      atMost(`${CERTIFICATES} certificates signed, logged, with PDF`, done.seconds, 240, "s"),
      atMost("p99 of a lesson meanwhile, as a ratio", done.meanwhile / done.alone, 2, ""),
      { name: "p99 of a lesson alone", value: done.alone, unit: "ms" },
    ];
  } finally {
    await db.close();
  }
}

/** The exam storm, and once more while what serves it is killed. */
async function storms(folder: string, site: Installation, of: string): Promise<Figure[]> {
  const facts = { ...stormOf, origin: site.origin, supervisor: site.supervisor, of };
  const openDatabase = async () => connect((await embeddedIn(folder)).url, { max: 4 });
  progress(`exam storm of ${stormOf.officials} officials, --seed ${stormOf.seed}`);
  const calm = await storm({ ...facts, openDatabase });
  progress("the same with kills");
  return [...calm, ...(await stormWithKills({ ...facts, openDatabase }))];
}

async function embeddedIn(folder: string): Promise<Embedded> {
  const server = await findEmbedded(join(folder, "postgres"));
  if (!server) throw new Error("The embedded database is not running");
  return server;
}

/** Otherwise autovacuum would do it in the middle of the measurement. */
async function vacuum(url: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  await client`vacuum`;
  await client.end();
}

async function courseOf(db: Database): Promise<{ course: string; lesson: string }> {
  const [row] = await db.execute<{ slug: string; manifest: CourseManifest }>(sql`
    select slug, manifest from courses join editions on editions.id = current_edition_id
    where exists (select from enrollments where course_slug = slug) limit 1`);
  const lesson = row && lessonsOf(row.manifest)[1]?.id;
  if (!row || !lesson) throw new Error("There is no course to measure");
  return { course: row.slug, lesson };
}

function wholeNumber(
  name: "officials" | "storm-officials" | "storm-seconds" | "seed",
  least: number,
) {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= least) return number;
  process.stderr.write(`--${name} takes a number from ${least}\n`);
  process.exit(2);
}

function progress(what: string) {
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  process.stderr.write(`${String(seconds).padStart(4)} s  ${what}\n`);
}
