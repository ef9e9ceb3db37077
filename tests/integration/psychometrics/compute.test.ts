import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { storeItems } from "#app/domain/assessment/item-versions.server.ts";
import { makeRuling } from "#app/domain/grading/rulings.server.ts";
import { computeStatistics, refreshStatistics } from "#app/domain/psychometrics/compute.server.ts";
import type { KeptStatistics } from "#app/domain/psychometrics/kept-statistics.ts";
import { newId } from "#app/kernel/ids.ts";
import { giftQuestion, itemsOf, publishCourse } from "#tests/factories/assessment.ts";
import { insertAttempt, type TakenExam, type Taker } from "#tests/factories/exam-takers.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const db = await freshDatabase();
const now = new Date("2026-11-21T10:00:00Z");

let exam: TakenExam;
let hashes: Map<string, string>;
let made = 0;

async function hashesOf(editionId: string): Promise<Map<string, string>> {
  const rows = await db.execute<{ item_id: string; item_hash: string }>(
    sql`select item_id, item_hash from edition_items where edition_id = ${editionId}`,
  );
  return new Map(rows.map(({ item_id, item_hash }) => [item_id, item_hash]));
}

beforeEach(async () => {
  made += 1;
  const course = `curso-${made}`;
  const items = itemsOf(["q1", "q2"].map((id) => giftQuestion(id, "dab-1")).join("\n"));
  const { editionId } = await publishCourse(db, { slug: course, items });
  exam = { course, editionId, testId: `${course}-final` };
  hashes = await hashesOf(editionId);
});

/** Answers to q1 and q2; `b` is right. */
const asked = (...given: string[]): Taker["answers"] =>
  given.map((response, place) => {
    const item = `q${place + 1}`;
    return { item, hash: hashes.get(item) ?? "", response: response === "" ? [] : [response] };
  });

const sits = (given: string[], taker: Partial<Taker> = {}) =>
  insertAttempt(db, exam, { answers: asked(...given), ...taker });

async function statistics(): Promise<KeptStatistics> {
  const { course, testId: test } = exam;
  await computeStatistics(db, { course, test }, now, async () => {});
  const [row] = await db.execute<{ body: KeptStatistics }>(
    sql`select body from exam_statistics where course_slug = ${course} and test_id = ${test}`,
  );
  if (!row) throw new Error("nothing was kept");
  return row.body;
}

const itemOf = ({ items }: KeptStatistics, id: string) => items.find(({ itemId }) => itemId === id);

describe("the statistics of an exam", () => {
  test("are of the answers that counted: the latest in time, blanks as wrong", async () => {
    await sits(["b", "a"]);
    const changed = await sits(["a", ""]);
    await db.execute(sql`
      insert into responses (id, attempt_id, item_id, response, answered_at, late)
      select gen_random_uuid(), attempts.id, 'q1', ${JSON.stringify(["b"])}::jsonb,
        '2026-11-20T15:09:00Z'::timestamptz, false from attempts where user_id = ${changed}
      union all select gen_random_uuid(), attempts.id, 'q1', ${JSON.stringify(["c"])}::jsonb,
        '2026-11-20T15:10:00Z'::timestamptz, true from attempts where user_id = ${changed}`);

    const kept = await statistics();

    expect(kept.exam).toMatchObject({ n: 2, length: 2, mean: 0.5 });
    expect(itemOf(kept, "q1")).toMatchObject({ n: 2, p: 1, exposure: 1, current: true });
    expect(itemOf(kept, "q2")).toMatchObject({ n: 2, p: 0 });
    expect(itemOf(kept, "q2")?.options?.rows.map(({ n }) => n)).toEqual([1, 0, 0, 1]);
    // 30 s for the first person; 30 and then 510 more for who came back to it.
    expect(itemOf(kept, "q1")).toMatchObject({ seconds: 285, timed: 2 });
  });

  test("count the first attempt only, and not one that is open", async () => {
    const person = await sits(["a", "a"]);
    const later = new Date("2026-11-20T18:00:00Z");
    await sits(["b", "b"], { userId: person, number: 2, startedAt: later });
    const other = await sits(["b", "b"], { finished: false });
    await sits(["b", "b"], { userId: other, number: 2, startedAt: later });

    expect((await statistics()).exam).toMatchObject({ n: 1, mean: 0 });
  });

  test("go by the key in force, and are calculated again once it is another", async () => {
    await sits(["a", "b"]);
    await sits(["b", "b"]);
    expect(itemOf(await statistics(), "q1")).toMatchObject({ p: 0.5 });
    const { viewer } = await insertViewer(db, { roles: ["trainer"] });
    const version = { courseSlug: exam.course, hash: hashes.get("q1") ?? "" };
    const change = { kind: "choice", choice: "c", beside: false } as const;
    const later = new Date(now.getTime() + 60_000);
    await makeRuling(db, viewer, { version, change, reason: "La clave era otra." }, later);

    await refreshStatistics(db);
    const waiting = await db.execute(sql`select 1 from graphile_worker._private_jobs
      where key = ${`statistics ${exam.course}/${exam.testId}`}`);
    expect(waiting).toHaveLength(1);
    const kept = itemOf(await statistics(), "q1");
    expect(kept).toMatchObject({ n: 2, p: 0 });
    expect(kept?.options?.rows.find(({ id }) => id === "c")).toMatchObject({ right: true });
  });

  test("count merged accounts as one person", async () => {
    const [first, second, third] = [
      await sits(["a", "a"]),
      await sits(["b", "b"], { startedAt: new Date("2026-11-20T18:00:00Z") }),
      await sits(["b", "b"], { startedAt: new Date("2026-11-20T19:00:00Z") }),
    ];
    for (const [gone, kept] of [
      [first, second],
      [second, third],
    ]) {
      await db.execute(sql`insert into merges (merged_user_id, kept_user_id, merged_by, reason)
        values (${gone}, ${kept}, ${third}, 'doble')`);
    }

    expect((await statistics()).exam).toMatchObject({ n: 1, mean: 0 });
  });

  test("leave out who erased their data and who has seen the keys", async () => {
    await sits(["b", "b"]);
    const erased = await sits(["a", "a"]);
    await db.execute(sql`insert into erasures (user_id) values (${erased})`);
    const { viewer } = await insertViewer(db, { roles: ["trainer"] });
    await sits(["a", "a"], { userId: viewer.id });

    expect((await statistics()).exam).toMatchObject({ n: 1, mean: 1 });
  });

  test("are of the demonstration only where nobody real has finished, and say so", async () => {
    await sits(["a", "a"], { demonstration: true });
    expect(await statistics()).toMatchObject({ demonstration: true, exam: { n: 1, mean: 0 } });

    await sits(["b", "b"]);
    expect(await statistics()).toMatchObject({ demonstration: false, exam: { n: 1, mean: 1 } });
  });

  test("join the editions that share a version, and keep a changed one apart", async () => {
    await sits(["b", "a"]);
    const former = exam;
    const editionId = newId();
    await db.execute(sql`insert into editions (id, course_slug, number, content_hash, manifest)
      select ${editionId}, course_slug, 2, 'otra', manifest from editions
      where id = ${former.editionId}`);
    const again = giftQuestion("q1", "dab-1");
    const changed = giftQuestion("q2", "dab-1").replace("¿Qué hace", "¿Qué hará");
    await db.transaction((tx) => storeItems(tx, editionId, itemsOf(`${again}\n${changed}`)));
    await db.execute(sql`update courses set current_edition_id = ${editionId}
      where slug = ${exam.course}`);
    exam = { ...former, editionId };
    hashes = await hashesOf(editionId);
    await sits(["b", "b"]);

    const kept = await statistics();

    expect(kept.exam).toMatchObject({ n: 2, alpha: { ok: false, reason: "different-items" } });
    expect(itemOf(kept, "q1")).toMatchObject({ n: 2, p: 1, exposure: 1 });
    const versions = kept.items.filter(({ itemId }) => itemId === "q2");
    expect(
      versions.map(({ n, p, current }) => ({ n, p, current })).sort((a, b) => a.p - b.p),
    ).toEqual([
      { n: 1, p: 0, current: false },
      { n: 1, p: 1, current: true },
    ]);
  });

  test("list the questions of the bank that nobody was asked", async () => {
    const kept = await statistics();

    expect(kept.exam.n).toBe(0);
    expect(kept.items.map(({ itemId, n, label }) => [itemId, n, label])).toEqual([
      ["q1", 0, "¿Qué hace con q1?"],
      ["q2", 0, "¿Qué hace con q2?"],
    ]);
  });

  test("of a slower calculation that began before do not replace newer ones", async () => {
    await sits(["b", "b"]);
    await statistics();
    await sits(["a", "a"]);
    const { course, testId: test } = exam;
    const before = new Date(now.getTime() - 1000);
    await computeStatistics(db, { course, test }, before, async () => {});

    const [row] = await db.execute<{ n: number }>(sql`
      select (body -> 'exam' ->> 'n')::int as n from exam_statistics where test_id = ${test}`);
    expect(row?.n).toBe(1);
  });
});

describe("the clock", () => {
  const waiting = async () => {
    const rows = await db.execute<{ test: string }>(sql`
      select payload ->> 'test' as test from graphile_worker._private_jobs as job
      join graphile_worker._private_tasks as task on task.id = job.task_id
      where task.identifier = 'psychometrics.compute'`);
    return rows.map(({ test }) => test).filter((test) => test === exam.testId);
  };
  const forget = () => db.execute(sql`delete from graphile_worker._private_jobs`);

  test("has an exam calculated once, and again only after somebody finishes it", async () => {
    await refreshStatistics(db);
    await refreshStatistics(db);
    expect(await waiting()).toHaveLength(1);

    await forget();
    await statistics();
    await sits(["b", "b"], { finished: false });
    await refreshStatistics(db);
    expect(await waiting()).toEqual([]);

    await sits(["b", "b"]);
    await refreshStatistics(db);
    expect(await waiting()).toHaveLength(1);
  });
});
