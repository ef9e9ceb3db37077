import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { computeStatistics } from "#app/domain/psychometrics/compute.server.ts";
import { paths } from "#app/paths.ts";
import { examItems, itemsOf, publishCourse } from "#tests/factories/assessment.ts";
import { insertAttempt } from "#tests/factories/exam-takers.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
const course = "curso";
/** A prompt and an option that a spreadsheet would run. */
const formula =
  itemsOf(`// [id:peligro] [tag:objetivo:dab-1] [tag:dificultad:media] [tag:uso:examen]
::peligro::\\=HYPERLINK("http\\://malo.example") {
  ~@SUM(1)
  =Segunda
}
`);
const { editionId } = await publishCourse(db, {
  slug: course,
  items: [...formula, ...examItems("dab-1", 2)],
});
const hashes = new Map(
  (
    await db.execute<{ item_id: string; item_hash: string }>(sql`
      select item_id, item_hash from edition_items where edition_id = ${editionId}`)
  ).map(({ item_id, item_hash }) => [item_id, item_hash]),
);
const answers = [...hashes].map(([item, hash]) => ({ item, hash, response: ["b"] }));
for (const right of [true, false]) {
  await insertAttempt(
    db,
    { course, editionId, testId: "curso-final" },
    { answers: answers.map((one) => ({ ...one, response: right ? ["b"] : ["a"] })) },
  );
}
const exam = { course, test: "curso-final" };
await computeStatistics(db, exam, new Date(), async () => {});

const { cookie: trainer } = await insertViewer(db, {
  roles: [{ role: "trainer", courseSlug: course }],
});
const { cookie: other } = await insertViewer(db, {
  roles: [{ role: "trainer", courseSlug: "otro" }],
});
const { cookie: auditor } = await insertViewer(db, { roles: ["auditor"] });

const addresses = [
  paths.examReport(course),
  paths.examReportCsv(course),
  paths.itemReport(course, "peligro"),
  paths.itemReportCsv(course, "peligro", hashes.get("peligro") ?? ""),
];

test.each(addresses)("%s is of who teaches the course, and of the auditor", async (path) => {
  expect((await visit(path, { cookie: trainer })).status).toBe(200);
  expect((await visit(path, { cookie: auditor })).status).toBe(200);
  expect((await visit(path, { cookie: other })).status).toBe(404);
  expect((await visit(path)).headers.get("location")).toBe(
    `/ingresar?volver=${encodeURIComponent(path)}`,
  );
});

test("the list holds the exams of the courses that one teaches", async () => {
  const page = async (cookie: string) => (await visit(paths.examReports(), { cookie })).text();
  expect(await page(trainer)).toContain(paths.examReport(course));
  expect(await page(other)).not.toContain(paths.examReport(course));
});

test("an item that is not there, and a version of another, do not exist", async () => {
  for (const path of [
    paths.itemReport(course, "nada"),
    paths.itemReport(course, "peligro", "0".repeat(64)),
    paths.examReport("otro-curso"),
  ]) {
    expect((await visit(path, { cookie: auditor })).status).toBe(404);
  }
});

test("no cell of the downloads runs in a spreadsheet", async () => {
  const all = await (await visit(paths.examReportCsv(course), { cookie: trainer })).text();
  const one = await (await visit(addresses[3] ?? "", { cookie: trainer })).text();
  expect(all).toContain(`"'=HYPERLINK(""http://malo.example"")"`);
  expect(one).toContain("'@SUM(1)");
  expect(`${all}${one}`).not.toMatch(/(^|,)"?[=@]/m);
});

test("who teaches may have it calculated again: asked twice, done once, with its statements", async () => {
  for (const _ of [1, 2]) {
    const answer = await visit(paths.examReport(course), { cookie: trainer, form: {} });
    expect(answer.headers.get("location")).toBe(`${paths.examReport(course)}?pedido`);
  }
  const jobs = await db.execute(sql`
    select from graphile_worker._private_jobs as job
    join graphile_worker._private_tasks as task on task.id = job.task_id
    where task.identifier = 'psychometrics.compute'`);
  expect(jobs).toHaveLength(1);
  const statements = await db.execute(sql`
    select from statements where verb = 'requested' and object_id = 'curso/curso-final'`);
  expect(statements).toHaveLength(2);
  expect((await visit(paths.examReport(course), { cookie: auditor, form: {} })).status).toBe(404);
});

test("the items come in the order that the address asks for", async () => {
  const order = async (query: string) => {
    const page = await visit(`${paths.examReport(course)}${query}`, { cookie: trainer });
    return [...(await page.text()).matchAll(/examenes\/curso\/(?!panel)([a-z0-9-]+)"/g)].map(
      ([, id]) => id,
    );
  };
  expect(await order("?orden=pregunta")).toEqual(["dab-1-e1", "dab-1-e2", "peligro"]);
  expect(await order("?orden=aciertos")).toHaveLength(3);
  expect(await order("?orden=x")).toHaveLength(3);
});
