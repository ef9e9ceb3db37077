import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { examResult } from "#app/domain/assessment/exam-result.server.ts";
import { closeAttempt, finishAttempt } from "#app/domain/assessment/finish-attempt.server.ts";
import { saveAnswers } from "#app/domain/assessment/save-answers.server.ts";
import { startAttempt } from "#app/domain/assessment/start-attempt.server.ts";
import { newId } from "#app/kernel/ids.ts";
import { examItems, official, publishCourse } from "#tests/factories/assessment.ts";
import { answer, attemptsOn, minutes, NOW } from "#tests/factories/attempts.ts";
import { freshDatabase, type TestDatabase } from "#tests/setup/database.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  await publishCourse(db);
});

const { begin, formOf, saveOne, countOf } = attemptsOn(() => db);

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
    const after = await saveOne(who, id, answer(form[0]?.item ?? "", "b", uuid), minutes(6));
    expect(after).toMatchObject({ outcome: "saved", savedAt: minutes(3) });
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

  test("of many who answer at the same moment each gets their own reply, one with another's UUID too", async () => {
    const many = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const who = await official(db, { course: "curso" });
        const { id } = await begin(who);
        const [place] = await formOf(id);
        return { who, id, given: answer(place?.item ?? "") };
      }),
    );
    const [first, thief] = many;
    if (first && thief) thief.given.id = first.given.id;
    const saved = await Promise.all(
      many.flatMap(({ who, id, given }) => [saveOne(who, id, given), saveOne(who, id, given)]),
    );
    expect(saved.map((one) => one?.outcome)).toEqual(saved.map(() => "saved"));
    for (const { id, given } of many) {
      expect(await countOf("responses", sql`attempt_id = ${id} and item_id = ${given.item}`)).toBe(
        1,
      );
    }
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
