import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { enroll } from "#app/domain/enrollment/commands.server.ts";
import { newId } from "#app/kernel/ids.ts";
import { paths } from "#app/paths.ts";
import { CANARY, publishCourse } from "#tests/factories/assessment.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { routes } from "#tests/setup/site.ts";
import { buildLimit, buildSite, installation, startWeb, startWorker } from "../processes/site.ts";

/*
 * The key of an exam and its explanations never leave the server: a canary is planted in every
 * explanation of the bank, and everything that a person of an exam can get is searched for it and
 * for the words of a key.
 */

const db = await freshDatabase();
const SLUG = "curso";
await publishCourse(db, { slug: SLUG });

/** Words that only what the server keeps of an item has. */
const KEY = /"(correct|mapping|feedback)"|&quot;(correct|mapping|feedback)&quot;/;

beforeAll(buildSite, buildLimit);

test("nothing that an exam answers, writes or keeps holds a key or an explanation, open or ended", {
  timeout: buildLimit,
}, async () => {
  const shared = installation(db.url);
  const web = await startWeb(shared);
  await startWorker(shared);
  const { viewer, cookie } = await insertViewer(db);
  await enroll(db, viewer, SLUG, new Date());
  const heard: string[] = [];
  const headers = { Cookie: cookie, Origin: web.origin, Accept: "text/html" };

  async function ask(path: string, init: RequestInit = {}): Promise<string> {
    const response = await fetch(web.origin + path, {
      ...{ headers, redirect: "manual", ...init },
    });
    const text = await response.text();
    const told = `${response.status} ${JSON.stringify([...response.headers])} ${text}`;
    heard.push(`${init.method ?? "GET"} ${path}`);
    expect(told, `${init.method ?? "GET"} ${path}`).not.toContain(CANARY);
    expect(told, `${init.method ?? "GET"} ${path}`).not.toMatch(KEY);
    return text;
  }

  /** As a page, as data, as JSON and as the loaders of every route would answer it. */
  async function askEveryWay(path: string): Promise<string> {
    const page = await ask(path);
    await ask(`${path}.data`);
    await ask(path, { headers: { ...headers, Accept: "application/json" } });
    await ask(path, { method: "HEAD" });
    for (const id of ["root", ...Object.keys(routes).filter((route) => /examen/.test(route))]) {
      await ask(`${path}?_data=${encodeURIComponent(id)}`);
    }
    return page;
  }

  async function post(path: string, fields: [string, string][], accept = "text/html") {
    const body = new URLSearchParams(fields);
    await ask(`${path}?_data=root`, { method: "POST", body });
    return ask(path, { method: "POST", body, headers: { ...headers, Accept: accept } });
  }

  const pages = [
    paths.course(SLUG),
    paths.lesson(SLUG, "leccion"),
    paths.exam(SLUG),
    ...[1, 2, 3, 4, 5].map((number) => paths.examQuestion(SLUG, number)),
    paths.examQuestions(SLUG),
    paths.examAnswers(SLUG),
    paths.examFinish(SLUG),
    paths.examResult(SLUG, 1),
    paths.mine(),
    paths.profile(),
  ];
  const askAll = async () => {
    for (const path of pages) await askEveryWay(path);
  };

  await askAll();
  await post(paths.exam(SLUG), []);
  await askAll();
  const { id: attempt, form } = await attemptOf(viewer.id);
  for (const [index, { item, order }] of form.entries()) {
    const given = (choices: string[], uuid: string = newId()): [string, string][] => [
      ["attempt", attempt],
      [`id.${item}`, uuid],
      ...choices.map((choice): [string, string] => [`response.${item}[]`, choice]),
    ];
    for (const choice of [...order, "no-es"]) {
      await post(paths.examAnswers(SLUG), given([choice]), "application/json");
      await post(paths.examQuestion(SLUG, index + 1), given([choice]));
    }
    for (const wrong of [given([]), given(order), given(order, "no-uuid")]) {
      await post(paths.examAnswers(SLUG), wrong, "application/json");
      await post(paths.examQuestion(SLUG, index + 1), wrong);
      await post(paths.examQuestions(SLUG), wrong);
    }
  }
  await askAll();
  await expectNothingKept();
  await post(paths.examFinish(SLUG), [["attempt", attempt]]);
  await askAll();
  await expectNothingKept();
  expect(heard.length).toBeGreaterThan(400);

  /** In what the site has written: its log, its folder, and every table but the bank itself. */
  async function expectNothingKept() {
    expect(web.said()).not.toContain(CANARY);
    for (const file of filesIn(shared.dataDir)) {
      expect(readFileSync(file).includes(CANARY), file).toBe(false);
    }
    const tables = await db.execute<{ name: string }>(sql`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`);
    const holding: string[] = [];
    for (const { name } of tables) {
      const rows = await db.execute(
        sql`select 1 from ${sql.raw(name)} as kept where kept::text like ${`%${CANARY}%`} limit 1`,
      );
      if (rows.length > 0) holding.push(name);
    }
    expect(holding).toEqual(["public.item_versions"]);
  }
});

test("a page of an exam is the same whatever the key is", { timeout: buildLimit }, async () => {
  const web = await startWeb(installation(db.url));
  const { viewer, cookie } = await insertViewer(db);
  await enroll(db, viewer, SLUG, new Date());
  const headers = { Cookie: cookie, Origin: web.origin };
  const body = new URLSearchParams();
  await fetch(web.origin + paths.exam(SLUG), {
    ...{ method: "POST", headers, body, redirect: "manual" },
  });
  const { form } = await attemptOf(viewer.id);
  const [first] = form;
  const look = async () => {
    const html = await (await fetch(web.origin + paths.examQuestion(SLUG, 1), { headers })).text();
    return html.replace(/[\da-f]{8}-[\da-f-]{27}/g, "UUID").replace(/data-now="[^"]+"/, "data-now");
  };

  const before = await look();
  expect(before).toContain(`id.${first?.item}`);
  await db.execute(sql`update item_versions set body = jsonb_set(jsonb_set(body,
      '{response}', '{"correct": ["a"], "mapping": {"a": 1}}'), '{feedback}', '"otra idea"')
    where hash = ${first?.hash}`);

  expect(await look()).toBe(before);
});

async function attemptOf(userId: string) {
  const [row] = await db.execute<{
    id: string;
    form: { item: string; hash: string; order: string[] }[];
  }>(sql`select id, form from attempts where user_id = ${userId}`);
  if (!row) throw new Error("no attempt began");
  return row;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
