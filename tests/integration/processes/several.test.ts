import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import PostalMime from "postal-mime";
import { beforeAll, expect, test } from "vitest";
import { hashPassword } from "#app/domain/people/passwords.server.ts";
import { translator } from "#app/i18n/translate.ts";
import { newId } from "#app/kernel/ids.ts";
import { paths } from "#app/paths.ts";
import { enqueue } from "#app/server/jobs.ts";
import { achievements, credentials } from "#db/schema/credentials.ts";
import { examItems, publishCourse } from "#tests/factories/assessment.ts";
import { ACHIEVEMENT, claimsOf } from "#tests/factories/credentials.ts";
import { insertOfficial, insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { finish } from "#tests/setup/jobs.ts";
import { until } from "../operator/processes.ts";
import {
  buildLimit,
  buildSite,
  installation,
  roundRobin,
  startWeb,
  startWorker,
  Visitor,
} from "./site.ts";

const t = translator("es");
const db = await freshDatabase();
const bank = [...examItems("dab-1", 6), ...examItems("dab-2", 6)];
const keys = new Map(bank.map((item) => [item.id, item.response.correct]));
const { slug } = await publishCourse(db, { slug: "curso", items: bank });

beforeAll(buildSite, buildLimit);

test("who logs in through one web process is known to the other, and sits an exam through both", async () => {
  const shared = installation(db.url);
  const [first, second] = await Promise.all([startWeb(shared), startWeb(shared)]);
  const site = await roundRobin([first.origin, second.origin]);
  const password = "cuatro volcanes y un lago";
  const passwordHash = await hashPassword(password);
  const { username } = await insertOfficial(db, { username: "dos-procesos", passwordHash });
  const visitor = new Visitor();

  await visitor.post(site + paths.login(), { username, password });
  for (const origin of [first.origin, second.origin]) {
    expect(await (await visitor.get(origin + paths.mine())).text()).toContain(
      t("enrollment.mine.title"),
    );
  }
  await visitor.post(site + paths.enroll(slug), {});
  let page = await (await visitor.post(site + paths.exam(slug), {})).text();
  for (let number = 1; number <= 4; number += 1) {
    const { attempt, item, id } = questionOn(page);
    page = await (
      await visitor.post(site + paths.examQuestion(slug, number), {
        attempt,
        [`id.${item}`]: id,
        [`response.${item}[]`]: keys.get(item)?.[0] ?? "",
      })
    ).text();
  }
  const [, attempt = ""] = /name="attempt" value="([^"]+)"/.exec(page) ?? [];
  const result = await visitor.post(site + paths.examFinish(slug), { attempt });

  expect(await result.text()).toContain(t("assessment.exam.result.passed"));
});

test("a revocation through one web process shows on the other within a second", async () => {
  const shared = installation(db.url);
  const [first, second] = await Promise.all([startWeb(shared), startWeb(shared)]);
  const { viewer } = await insertViewer(db);
  const { cookie } = await insertViewer(db, { roles: ["manager"] });
  const claims = claimsOf();
  await db
    .insert(achievements)
    .values({ ...ACHIEVEMENT, body: ACHIEVEMENT })
    .onConflictDoNothing();
  await db.insert(credentials).values({
    ...{ id: claims.id, code: claims.code, userId: viewer.id, claims, issuedAt: new Date() },
    ...{ achievementId: ACHIEVEMENT.id, achievementEdition: ACHIEVEMENT.edition },
  });
  await finish(db, claims.id);
  const verdictAt = async (origin: string) =>
    (await new Visitor().get(origin + paths.credential(claims.id))).text();
  for (const { origin } of [first, second]) {
    expect(await verdictAt(origin)).toContain(t("credentials.verdict.valid"));
  }

  await new Visitor(cookie).post(first.origin + paths.issuedCredential(claims.id), {
    reason: "error",
    note: "Se emitió en una prueba.",
    confirmed: "yes",
  });

  for (const { origin } of [first, second]) {
    await until(
      `the revocation at ${origin}`,
      async () => (await verdictAt(origin)).includes(t("credentials.verdict.revoked")),
      1000,
    );
  }
});

test("each job runs once, however many workers there are", async () => {
  const shared = installation(db.url);
  const people = await Promise.all(
    Array.from({ length: 60 }, (_, index) => insertOfficial(db, { username: `carta-${index}` })),
  );
  for (const { id, username } of people) {
    await enqueue(db, "people.verify-email", { userId: id, email: `${username}@salcaja.example` });
  }

  await Promise.all([startWorker(shared), startWorker(shared)]);
  await until("the jobs to end", async () => {
    const [row] = await db.execute<{ left: number }>(
      sql`select count(*)::int as left from graphile_worker.jobs where task_identifier = 'people.verify-email'`,
    );
    return row?.left === 0;
  });

  const addresses = await Promise.all(
    readdirSync(join(shared.dataDir, "mail"))
      .filter((file) => file.endsWith(".eml"))
      .map(async (file) => {
        const mail = await PostalMime.parse(readFileSync(join(shared.dataDir, "mail", file)));
        return mail.to?.[0]?.address;
      }),
  );
  expect(addresses.toSorted()).toEqual(
    people.map(({ username }) => `${username}@salcaja.example`).toSorted(),
  );
});

test("killing a web process loses nothing that was acknowledged, and doubles nothing", async () => {
  const shared = installation(db.url);
  const [first, second] = await Promise.all([startWeb(shared), startWeb(shared)]);
  const site = await roundRobin([first.origin, second.origin]);
  const { viewer, cookie } = await insertViewer(db);
  const visitor = new Visitor(cookie);
  await visitor.post(site + paths.enroll(slug), {});
  const { attempt, item } = questionOn(
    await (await visitor.post(site + paths.exam(slug), {})).text(),
  );
  const acknowledged: string[] = [];

  for (let given = 0; given < 120; given += 1) {
    const id = newId();
    const answer = {
      attempt,
      [`id.${item}`]: id,
      [`response.${item}[]`]: keys.get(item)?.[0] ?? "",
    };
    const sending = visitor.post(site + paths.examAnswers(slug), answer);
    if (given === 60) first.child.kill("SIGKILL");
    let response = await sending;
    // What the page's script does with an answer that was not acknowledged.
    while (response.status === 502) {
      response = await visitor.post(site + paths.examAnswers(slug), answer);
    }
    expect(response.status).toBe(200);
    acknowledged.push(id);
  }

  const kept = await db.execute<{ id: string }>(sql`
    select r.id from responses r join attempts a on a.id = r.attempt_id
    where a.user_id = ${viewer.id}`);
  expect(kept.map(({ id }) => id).toSorted()).toEqual(acknowledged.toSorted());
  expect(first.child.signalCode).toBe("SIGKILL");
});

/** The attempt and the question of an exam's page, as its form holds them. */
function questionOn(html: string): { attempt: string; item: string; id: string } {
  const [, attempt = ""] = /name="attempt" value="([^"]+)"/.exec(html) ?? [];
  const [, item = "", id = ""] = /name="id\.([^"]+)" value="([^"]+)"/.exec(html) ?? [];
  expect(item, html.slice(0, 300)).not.toBe("");
  return { attempt, item, id };
}
