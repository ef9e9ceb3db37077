import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { GivenAnswer } from "#app/domain/assessment/answer-fields.ts";
import { examResult } from "#app/domain/assessment/exam-result.server.ts";
import { currentExamState, examStateFor } from "#app/domain/assessment/exam-state.server.ts";
import { closeAttempt, finishAttempt } from "#app/domain/assessment/finish-attempt.server.ts";
import type { FormItem } from "#app/domain/assessment/form.ts";
import { openAttempt } from "#app/domain/assessment/open-attempt.server.ts";
import { saveAnswers } from "#app/domain/assessment/save-answers.server.ts";
import { startAttempt } from "#app/domain/assessment/start-attempt.server.ts";
import { newId } from "#app/kernel/ids.ts";
import {
  CANARY,
  dice,
  examItems,
  type Official,
  official,
  publishCourse,
} from "#tests/factories/assessment.ts";
import { freshDatabase, type TestDatabase } from "#tests/setup/database.ts";

const NOW = new Date("2026-11-21T10:00:00Z");
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  await publishCourse(db);
});

async function begin(who: Official, course = "curso", now = NOW) {
  const started = await startAttempt(db, who, course, now);
  if (!started.ok) throw new Error(started.reason);
  return started.value;
}

async function formOf(attempt: string): Promise<FormItem[]> {
  const [row] = await db.execute<{ form: FormItem[] }>(
    sql`select form from attempts where id = ${attempt}`,
  );
  return row?.form ?? [];
}

/** In these items the second choice, `b`, is right. */
const answer = (item: string, choice = "b", id = newId()): GivenAnswer => ({
  id,
  item,
  response: [choice],
});

async function saveOne(who: Official, attempt: string, given: GivenAnswer, now = minutes(1)) {
  const saved = await saveAnswers(db, who, attempt, [given], now);
  return saved?.answers[0];
}

const countOf = async (table: "responses" | "attempts" | "statements", where = sql`true`) => {
  const [row] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from ${sql.identifier(table)} where ${where}`,
  );
  return row?.n;
};

describe("starting", () => {
  test("a hundred starts at once give one attempt", async () => {
    const who = await official(db, { course: "curso" });
    const started = await Promise.all(
      Array.from({ length: 100 }, () => startAttempt(db, who, "curso", NOW)),
    );
    const ids = new Set(started.map((each) => each.ok && each.value.id));
    expect(ids.size).toBe(1);
    expect(await countOf("attempts", sql`user_id = ${who.id}`)).toBe(1);
  });

  test("starting and handing in a hundred times, twenty at once, never passes the attempts allowed", async () => {
    const who = await official(db, { course: "curso" });
    const startAndFinish = async () => {
      const started = await startAttempt(db, who, "curso", NOW);
      if (started.ok) await finishAttempt(db, who, started.value.id, NOW);
    };
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(Array.from({ length: 20 }, startAndFinish));
    }
    expect(await countOf("attempts", sql`user_id = ${who.id}`)).toBe(3);
    expect(await startAttempt(db, who, "curso", NOW)).toEqual({ ok: false, reason: "exhausted" });
  });

  test("it is refused to who is not enrolled, and where there is no exam", async () => {
    const who = await official(db);
    expect(await startAttempt(db, who, "curso", NOW)).toEqual({
      ok: false,
      reason: "not-enrolled",
    });
    expect(await startAttempt(db, who, "nada", NOW)).toEqual({ ok: false, reason: "unknown" });
  });

  test("a bank that cannot fill the blueprint is refused", async () => {
    await publishCourse(db, { slug: "corto", items: examItems("dab-1", 6) });
    const who = await official(db, { course: "corto" });
    expect(await startAttempt(db, who, "corto", NOW)).toEqual({ ok: false, reason: "bank" });
  });

  test("only items of the person's country are drawn", async () => {
    await publishCourse(db, {
      slug: "paises",
      items: [
        ...examItems("dab-1", 2, "GT"),
        ...examItems("dab-2", 2, "GT"),
        ...examItems("dab-1", 9, "CL").slice(2),
        ...examItems("dab-2", 9, "CL").slice(2),
      ],
    });
    const who = await official(db, { course: "paises", country: "GT" });
    const form = await formOf((await begin(who, "paises")).id);
    expect(form.map(({ item }) => item).sort()).toEqual([
      "dab-1-e1",
      "dab-1-e2",
      "dab-2-e1",
      "dab-2-e2",
    ]);
  });

  test("lessons come first when the exam says so", async () => {
    await publishCourse(db, { slug: "antes", exam: { opensAfterLessons: true } });
    const who = await official(db, { course: "antes" });
    expect(await startAttempt(db, who, "antes", NOW)).toEqual({ ok: false, reason: "lessons" });
    await db.execute(sql`
      insert into lesson_progress (enrollment_id, lesson_id, satisfied_at)
      select id, 'leccion', now() from enrollments where user_id = ${who.id}`);
    expect((await startAttempt(db, who, "antes", NOW)).ok).toBe(true);
  });

  test("its statement and the job that closes it are in the same transaction", async () => {
    const who = await official(db, { course: "curso" });
    const { id } = await begin(who);
    expect(await countOf("statements", sql`actor_id = ${who.id} and verb = 'attempted'`)).toBe(1);
    const [waiting] = await db.execute<{ run_at: string }>(
      sql`select run_at from graphile_worker.jobs where key = ${`close ${id}`}`,
    );
    expect(new Date(waiting?.run_at ?? 0).getTime()).toBeGreaterThan(minutes(60).getTime());
  });
});

describe("saving an answer", () => {
  test("it is one statement sent to the database", async () => {
    const who = await official(db, { course: "curso" });
    const { id } = await begin(who);
    const [first] = await formOf(id);
    db.queries.length = 0;
    const saved = await saveOne(who, id, answer(first?.item ?? ""));
    expect(db.queries).toHaveLength(1);
    expect(saved).toEqual({
      item: first?.item,
      outcome: "saved",
      savedAt: minutes(1),
      late: false,
    });
    expect(await countOf("statements", sql`actor_id = ${who.id} and verb = 'answered'`)).toBe(1);
  });

  test("the same UUID gets the same reply and is one answer, also fifty times at once and after the end", async () => {
    const who = await official(db, { course: "curso" });
    const { id } = await begin(who);
    const [first] = await formOf(id);
    const given = answer(first?.item ?? "");
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => saveOne(who, id, given, minutes(1))),
    );
    await finishAttempt(db, who, id, minutes(2));
    replies.push(await saveOne(who, id, given, minutes(3)));
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(replies[0]?.outcome).toBe("saved");
    expect(await countOf("responses", sql`attempt_id = ${id}`)).toBe(1);
    expect(await countOf("statements", sql`actor_id = ${who.id} and verb = 'answered'`)).toBe(1);
  });

  test("another response under the same UUID (the back button) is kept and counts", async () => {
    const who = await official(db, { course: "curso" });
    const { id } = await begin(who);
    const form = await formOf(id);
    const uuid = newId();
    for (const { item } of form) await saveOne(who, id, answer(item, "a"));
    await saveOne(who, id, answer(form[0]?.item ?? "", "a", uuid), minutes(2));
    const again = await saveOne(who, id, answer(form[0]?.item ?? "", "b", uuid), minutes(3));
    expect(again).toMatchObject({ outcome: "saved", savedAt: minutes(3) });
    const repeated = await saveOne(who, id, answer(form[0]?.item ?? "", "b", uuid), minutes(4));
    expect(repeated).toMatchObject({ outcome: "saved", savedAt: minutes(3) });
    const finished = await finishAttempt(db, who, id, minutes(5));
    expect(finished.ok && finished.value.score).toBe(0.25);
  });

  test("the last to arrive counts, whatever the order in which they were sent", async () => {
    const who = await official(db, { course: "curso" });
    const { id } = await begin(who);
    const form = await formOf(id);
    for (const { item } of form) {
      await saveOne(who, id, answer(item, "b"), minutes(3));
      await saveOne(who, id, answer(item, "c"), minutes(2));
    }
    const finished = await finishAttempt(db, who, id, minutes(4));
    expect(finished).toMatchObject({ value: { score: 1, passed: true } });
  });

  test("somebody else's attempt is unknown, and a UUID of somebody else's answer tells nothing", async () => {
    const [owner, other] = [
      await official(db, { course: "curso" }),
      await official(db, { course: "curso" }),
    ];
    const [mine, theirs] = [await begin(owner), await begin(other)];
    const [first] = await formOf(mine.id);
    const [place] = await formOf(theirs.id);
    const given = answer(first?.item ?? "");
    await saveOne(owner, mine.id, given);
    expect(await saveAnswers(db, other, mine.id, [answer(first?.item ?? "")], NOW)).toBeNull();
    const stolen = await saveOne(other, theirs.id, answer(place?.item ?? "", "b", given.id));
    expect(stolen?.outcome).toBe("saved");
    expect(await countOf("responses", sql`attempt_id = ${mine.id}`)).toBe(1);
    expect(await countOf("responses", sql`attempt_id = ${theirs.id}`)).toBe(1);
  });

  test("an item of another form, an unknown choice and two choices of one are refused", async () => {
    const who = await official(db, { course: "curso" });
    const { id } = await begin(who);
    const [first] = await formOf(id);
    const item = first?.item ?? "";
    expect((await saveOne(who, id, answer("no-es")))?.outcome).toBe("foreign");
    expect((await saveOne(who, id, answer(item, "z")))?.outcome).toBe("foreign");
    const two = { id: newId(), item, response: ["a", "b"] };
    expect((await saveOne(who, id, two))?.outcome).toBe("foreign");
    expect((await saveOne(who, id, { ...two, response: [] }))?.outcome).toBe("blank");
    expect(await countOf("responses", sql`attempt_id = ${id}`)).toBe(0);
  });

  test("what comes after the deadline is kept, marked, and not counted", async () => {
    const who = await official(db, { course: "curso" });
    const { id } = await begin(who);
    const form = await formOf(id);
    for (const { item } of form.slice(0, 2)) await saveOne(who, id, answer(item), minutes(60));
    const late = await saveOne(who, id, answer(form[2]?.item ?? ""), minutes(60.01));
    expect(late).toMatchObject({ outcome: "saved", late: true });
    await closeAttempt(db, id, minutes(61));
    const later = await saveOne(who, id, answer(form[3]?.item ?? ""), minutes(62));
    expect(later).toMatchObject({ outcome: "saved", late: true });
    const result = await examResult(db, who, "curso", 1, minutes(63));
    expect(result).toMatchObject({ score: 0.5, passed: false, byDeadline: true, late: 2 });
    expect(result?.finishedAt).toBe(minutes(60).toISOString());
  });

  test("after the person hands in, nothing more is taken", async () => {
    const who = await official(db, { course: "curso" });
    const { id } = await begin(who);
    const [first] = await formOf(id);
    await finishAttempt(db, who, id, minutes(1));
    expect((await saveOne(who, id, answer(first?.item ?? "")))?.outcome).toBe("finished");
    expect(await countOf("responses", sql`attempt_id = ${id}`)).toBe(0);
  });
});

describe("the end", () => {
  test("handing in twice, also at once, gives one result and one statement", async () => {
    const who = await official(db, { course: "curso" });
    const { id } = await begin(who);
    for (const { item } of await formOf(id)) await saveOne(who, id, answer(item));
    const results = await Promise.all(
      Array.from({ length: 20 }, () => finishAttempt(db, who, id, minutes(2))),
    );
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(results[0]).toMatchObject({ ok: true, value: { score: 1, passed: true, number: 1 } });
    expect(
      await countOf("statements", sql`actor_id = ${who.id} and verb in ('passed', 'failed')`),
    ).toBe(1);
    expect(await startAttempt(db, who, "curso", minutes(3))).toEqual({
      ok: false,
      reason: "passed",
    });
  });

  test("an attempt left open is closed by whoever looks at it after the deadline", async () => {
    const who = await official(db, { course: "curso" });
    await begin(who);
    expect((await openAttempt(db, who, "curso", 1, minutes(59))).is).toBe("open");
    expect(await openAttempt(db, who, "curso", 1, minutes(61))).toEqual({ is: "ended", number: 1 });
    const state = await currentExamState(db, who, "curso", minutes(62));
    expect(state?.start).toEqual({ may: "start", number: 2 });
  });

  test("the wait begins when the attempt ended", async () => {
    await publishCourse(db, { slug: "espera", exam: { waitHours: 24 } });
    const who = await official(db, { course: "espera" });
    const { id } = await begin(who, "espera");
    await finishAttempt(db, who, id, minutes(30));
    const state = await examStateFor(db, who, "espera", minutes(31));
    expect(state?.start).toMatchObject({ may: "not", reason: "wait", from: minutes(30 + 24 * 60) });
    expect((await startAttempt(db, who, "espera", minutes(30 + 24 * 60))).ok).toBe(true);
  });

  test("another person cannot hand it in", async () => {
    const who = await official(db, { course: "curso" });
    const { id } = await begin(who);
    const other = await official(db, { course: "curso" });
    expect(await finishAttempt(db, other, id, NOW)).toEqual({ ok: false, reason: "unknown" });
  });
});

describe("whatever the order of saving, handing in and the deadline", () => {
  test("there is one score, and it counts exactly the answers acknowledged in time", async () => {
    const seed = Number(process.env.SEED ?? 20261121);
    const random = dice(seed);
    for (let round = 0; round < 12; round += 1) {
      const who = await official(db, { course: "curso" });
      const { id } = await begin(who);
      const form = await formOf(id);
      const replies = new Map<string, Promise<string>>();
      const acts: (() => Promise<unknown>)[] = form.map(({ item }) => () => {
        const late = random() < 0.3;
        const saved = saveOne(who, id, answer(item), late ? minutes(61) : minutes(59)).then(
          (reply) => (reply?.outcome === "saved" && !reply.late ? "counts" : "does-not"),
        );
        replies.set(item, saved);
        return saved;
      });
      acts.push(() => closeAttempt(db, id, minutes(62)));
      if (random() < 0.7) acts.push(() => finishAttempt(db, who, id, minutes(58)));
      if (random() < 0.5) acts.push(() => finishAttempt(db, who, id, minutes(58)));
      const order = acts
        .map((act) => ({ act, place: random() }))
        .sort((one, other) => one.place - other.place);
      await Promise.all(order.map(({ act }) => act()));
      const settled = await Promise.all(replies.values());
      const counted = settled.filter((reply) => reply === "counts").length;
      const result = await finishAttempt(db, who, id, minutes(63));
      expect(result.ok && result.value.score, `SEED=${seed} round ${round}`).toBe(counted / 4);
    }
  });
});

describe("the key", () => {
  test("no page of an exam holds it, open or ended, and a page costs one query", async () => {
    const who = await official(db, { course: "curso" });
    const { id } = await begin(who);
    db.queries.length = 0;
    const one = await openAttempt(db, who, "curso", 1, NOW);
    expect(db.queries).toHaveLength(1);
    const all = await openAttempt(db, who, "curso", "all", NOW);
    for (const { item } of await formOf(id)) await saveOne(who, id, answer(item, "a"));
    const answered = await openAttempt(db, who, "curso", "all", NOW);
    await finishAttempt(db, who, id, minutes(1));
    const result = await examResult(db, who, "curso", 1, minutes(2));
    const state = await examStateFor(db, who, "curso", minutes(2));
    for (const page of [one, all, answered, result, state]) {
      const text = JSON.stringify(page);
      expect(text).not.toContain(CANARY);
      expect(text).not.toMatch(/"(correct|mapping|feedback|points)"/);
    }
    expect(all.is === "open" && all.page.questions).toHaveLength(4);
    expect(result?.restudy).toEqual([
      {
        objective: "dab-1",
        text: "Juzgar un archivo",
        lessons: [{ id: "leccion", title: "La lección" }],
      },
      { objective: "dab-2", text: "Priorizar", lessons: [] },
    ]);
  });
});
