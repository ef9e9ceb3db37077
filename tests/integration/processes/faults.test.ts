import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { enroll } from "#app/domain/enrollment/commands.server.ts";
import { translator } from "#app/i18n/translate.ts";
import { newId } from "#app/kernel/ids.ts";
import { paths } from "#app/paths.ts";
import { connect } from "#app/server/db.ts";
import { findEmbedded } from "#app/server/postgres/embedded.ts";
import { examItems, publishCourse } from "#tests/factories/assessment.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { dice } from "#tests/factories/seed.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { startCli, temporaryFolder, until } from "../operator/processes.ts";
import { buildLimit, buildSite, installation, startWeb, Visitor, wireTo } from "./site.ts";

const t = translator("es");
const db = await freshDatabase();
const bank = [...examItems("dab-1", 6), ...examItems("dab-2", 6)];
const { slug } = await publishCourse(db, { slug: "curso", items: bank });

/** Milliseconds in which somebody is told to come back, and what the machine of the tests adds. */
const ANSWERED_WITHIN = 2000 + 500;

beforeAll(buildSite, buildLimit);

for (const [state, act] of [
  ["refuses connections", "cut"],
  ["takes connections and says nothing", "silence"],
] as const) {
  test(`a database that ${state} is a 503 within two seconds, and the site recovers by itself`, async () => {
    const wire = await wireTo(db.url);
    const web = await startWeb(installation(wire.url));
    const { cookie } = await insertViewer(db);
    const visitor = new Visitor(cookie);
    expect((await visitor.get(web.origin + paths.mine())).status).toBe(200);

    await wire[act]();
    const asked = await Promise.all([
      timed(visitor.get(web.origin + paths.mine())),
      timed(visitor.get(web.origin + paths.course(slug))),
      timed(new Visitor().get(`${web.origin}${paths.register()}?pais=GT`)),
      timed(visitor.post(web.origin + paths.enroll(slug), {})),
    ]);
    for (const { response, milliseconds, html } of asked) {
      expect(response.status, response.url).toBe(503);
      expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(html).toContain(t("ui.errors.unavailable.title"));
      expect(milliseconds, response.url).toBeLessThan(ANSWERED_WITHIN);
    }
    expect((await fetch(`${web.origin}/healthz`)).status).toBe(200);
    expect((await fetch(`${web.origin}/readyz`)).status).toBe(503);

    await wire.restore();
    await until(
      "the site to recover",
      async () => (await visitor.get(web.origin + paths.mine())).status === 200,
    );
    expect(web.child.exitCode).toBe(null);
  });
}

test("a database lost again and again in the middle of much work leaves the web process and its pool whole", {
  timeout: buildLimit,
}, async () => {
  const seed = Number(process.env.SEED ?? 20261121);
  const random = dice(seed);
  const wire = await wireTo(db.url);
  const web = await startWeb(installation(wire.url));
  const people = await Promise.all(
    Array.from({ length: 30 }, async () => {
      const { viewer, cookie } = await insertViewer(db);
      await enroll(db, viewer, slug, new Date());
      return new Visitor(cookie);
    }),
  );
  for (let round = 0; round < 25; round += 1) {
    const asked = people.flatMap((visitor) => [
      timed(visitor.post(web.origin + paths.exam(slug), {})),
      timed(visitor.get(web.origin + paths.mine())),
    ]);
    await pause(random() * 60);
    await wire.cut();
    const answers = await Promise.all(asked);
    await wire.restore();
    const statuses = [...new Set(answers.map(({ response }) => response.status))];
    expect([200, 503], `SEED=${seed} round ${round}`).toEqual(expect.arrayContaining(statuses));
    await until("the site to recover", async () => (await fetch(`${web.origin}/readyz`)).ok);
  }

  expect(web.child.exitCode).toBe(null);
  const again = people.map((visitor) => timed(visitor.get(web.origin + paths.mine())));
  for (const { response, milliseconds } of await Promise.all(again)) {
    expect(response.status).toBe(200);
    expect(milliseconds).toBeLessThan(ANSWERED_WITHIN);
  }
  const metrics = await (await fetch(`${web.origin}/metrics`)).text();
  expect(metrics, "no request waits for ever").toContain('cabildo_requests{state="working"} 0');
});

test("answers acknowledged before everything was killed, Postgres too, are there after the next start", {
  timeout: buildLimit,
}, async () => {
  const dataDir = temporaryFolder();
  const start = async () => {
    const running = startCli(["start"], { DATA_DIR: dataDir });
    const origin = await until(
      "the address",
      () => /^Cabildo: (\S+)$/m.exec(running.said())?.[1],
      120_000,
    );
    return { ...running, origin };
  };
  onTestFinished(async () => (await findEmbedded(join(dataDir, "postgres")))?.stop());
  const killed = await start();
  const server = await findEmbedded(join(dataDir, "postgres"));
  const own = connect(server?.url ?? "", { max: 2 });
  await publishCourse(own, { slug: "curso", items: bank });
  const { viewer, cookie } = await insertViewer(own);
  const visitor = new Visitor(cookie);
  await visitor.post(killed.origin + paths.enroll("curso"), {});
  const page = await (await visitor.post(killed.origin + paths.exam("curso"), {})).text();
  const [, attempt = ""] = /name="attempt" value="([^"]+)"/.exec(page) ?? [];
  const [, item = ""] = /name="id\.([^"]+)"/.exec(page) ?? [];
  const acknowledged: string[] = [];
  const { correct } = bank.find(({ id }) => id === item)?.response ?? { correct: [] };

  const answering = (async () => {
    for (;;) {
      const id = newId();
      const answer = { attempt, [`id.${item}`]: id, [`response.${item}[]`]: correct[0] ?? "" };
      const response = await visitor.post(killed.origin + paths.examAnswers("curso"), answer);
      if (response.status !== 200) return;
      acknowledged.push(id);
    }
  })().catch(() => {});
  await until("some answers", () => acknowledged.length > 20);
  process.kill(server?.pid ?? 0, "SIGKILL");
  killed.child.kill("SIGKILL");
  await answering;
  await own.close();
  await killed.ended;

  const again = await start();
  const found = await findEmbedded(join(dataDir, "postgres"));
  const reopened = connect(found?.url ?? "", { max: 1 });
  const kept = await reopened.execute<{ id: string }>(sql`
    select r.id from responses r join attempts a on a.id = r.attempt_id
    where a.user_id = ${viewer.id}`);
  await reopened.close();

  const ids = new Set(kept.map(({ id }) => id));
  expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
  const resumed = await visitor.get(again.origin + paths.examQuestion("curso", 1));
  expect(await resumed.text()).toContain("Guardado a las");
  again.child.kill("SIGTERM");
  expect((await again.ended).code).toBe(0);
});

async function timed(asking: Promise<Response>) {
  const from = performance.now();
  const response = await asking;
  const html = await response.text();
  return { response, html, milliseconds: performance.now() - from };
}
