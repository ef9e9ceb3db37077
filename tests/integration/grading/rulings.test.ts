import { sql } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { finishAttempt } from "#app/domain/assessment/finish-attempt.server.ts";
import { holdAttempts, scoreHeld } from "#app/domain/assessment/score-attempts.server.ts";
import { gradingJobs } from "#app/domain/grading/jobs.server.ts";
import { giveMark } from "#app/domain/grading/marking.server.ts";
import type { ItemChange } from "#app/domain/grading/rekey.ts";
import { rescore } from "#app/domain/grading/rescore.server.ts";
import { resultNotesOf } from "#app/domain/grading/result-notes.server.ts";
import { decidePass, rulingPage } from "#app/domain/grading/ruling-page.server.ts";
import { previewRuling } from "#app/domain/grading/rulings.server.ts";
import { paths } from "#app/paths.ts";
import { ask } from "#app/server/question.ts";
import { official } from "#tests/factories/assessment.ts";
import { answer, attemptsOn, minutes } from "#tests/factories/attempts.ts";
import { insertCertificate } from "#tests/factories/certificates.ts";
import { ACHIEVEMENT } from "#tests/factories/credentials.ts";
import {
  attemptRow,
  both,
  grader,
  handIn,
  publishEssayCourse,
  verbsOf,
} from "#tests/factories/grading.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { later, REASON, rulingsOn } from "#tests/factories/rulings.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openMailbox, workOff } from "#tests/setup/jobs.ts";

const db = await freshDatabase();
const ana = await grader(db);
const { viewer: manager } = await insertViewer(db, { roles: ["manager"] });
const stranger = await grader(db, "otro-curso");
const { begin, formOf, saveOne } = attemptsOn(() => db);
const { pairCourse, sit, rule, versionOf } = rulingsOn(db, ana);
const DROP: ItemChange = { kind: "drop" };

/** Whether somebody waits for a lock on rulings. */
async function somebodyWaits(): Promise<boolean> {
  const waiting = await db.execute(
    sql`select 1 from pg_locks where locktype = 'advisory' and not granted`,
  );
  return waiting.length > 0;
}

describe("a ruling", () => {
  test("says before it is made what it would do, and does just that", async () => {
    const course = await pairCourse("previo");
    const failed = await sit(course, "c", "c");
    const passed = await sit(course, "b", "c");
    const same = await sit(course, "b", "b");
    const version = await versionOf(course);
    const change: ItemChange = { kind: "choice", choice: "c", beside: false };
    const preview = await previewRuling(db, ana, version, change);
    expect(preview).toMatchObject({
      value: { attempts: 3, changed: 3, newlyPassing: 1, below: 1 },
    });
    expect((await attemptRow(db, failed.attempt)).score).toBe(0);
    const ruling = await rule(course, change);
    await rescore(db, ruling, later);
    expect(await attemptRow(db, failed.attempt)).toMatchObject({ score: 0.5, passed: true });
    expect(await attemptRow(db, passed.attempt)).toMatchObject({ score: 0, passed: true });
    expect(await attemptRow(db, same.attempt)).toMatchObject({ score: 0.5, passed: true });
    const page = await rulingPage(db, ana, ruling);
    expect(page).toMatchObject({ attempts: 3, changed: 3, newlyPassing: 1 });
    expect(page?.results.map(({ below }) => below)).toEqual([true, false, false]);
  });

  test("gives who newly passes their statement and what follows, and tells them why", async () => {
    const course = await pairCourse("aprueba");
    const { who } = await sit(course, "c", "c");
    const email = `${who.id}@muni.example`;
    await db.execute(sql`update users set email = ${email}, email_verified_at = now()
      where id = ${who.id}`);
    await rule(course, { kind: "choice", choice: "c", beside: true });
    const { url, letters } = await openMailbox();
    await workOff(db, gradingJobs, url);
    expect(await verbsOf(db, who)).toEqual(["attempted", "failed", "passed", "rescored"]);
    const follows = await db.execute(sql`select 1 from graphile_worker._private_jobs
      where payload ->> 'verb' = 'passed' and payload ->> 'actorId' = ${who.id}`);
    expect(follows).toHaveLength(1);
    expect(letters).toMatchObject([{ to: email, link: paths.examResult(course, 1) }]);
    expect(letters[0]?.subject).toContain("Corregimos el resultado");
    const notes = await ask(db, resultNotesOf(who, course, 1));
    expect(notes.corrections).toMatchObject([
      { kind: "rekey", reason: REASON, before: 0, after: 0.5, kept: false },
    ]);
    expect(notes.corrections[0]?.place).toBeGreaterThan(0);
  });

  test("that drops takes the question out of what was asked, and of new forms", async () => {
    const course = await pairCourse("anulada", { blueprint: [{ objective: "dab-1", count: 1 }] });
    const ruling = await rule(course, DROP);
    for (let made = 0; made < 6; made += 1) {
      const who = await official(db, { course });
      const { id } = await begin(who, course);
      expect((await formOf(id)).map(({ item }) => item)).toEqual(["dab-1-e2"]);
    }
    await rescore(db, ruling, later);
    expect((await rulingPage(db, ana, ruling))?.attempts).toBe(0);
  });

  test("made while an exam is under way is in its score when it is handed in", async () => {
    const course = await pairCourse("durante");
    const who = await official(db, { course });
    const { id } = await begin(who, course);
    await saveOne(who, id, answer("dab-1-e2", "b"));
    const ruling = await rule(course, DROP);
    await finishAttempt(db, who, id, minutes(20));
    expect((await attemptRow(db, id)).outcomes).toEqual([
      { objective: "dab-1", asked: 1, points: 1 },
    ]);
    await rescore(db, ruling, later);
    expect((await rulingPage(db, ana, ruling))?.changed).toBe(0);
  });

  test("waits for who is being scored meanwhile, so that no result escapes it", async () => {
    const course = await pairCourse("a-la-vez");
    const who = await official(db, { course });
    const { id } = await begin(who, course);
    await saveOne(who, id, answer("dab-1-e1", "c"));
    let ruled: Promise<void> | undefined;
    await db.transaction(async (tx) => {
      const [held] = await holdAttempts(tx, [id]);
      if (!held) throw new Error("no attempt");
      const ended = { finished_at: later.toISOString(), finished_by: "person" as const };
      await scoreHeld(tx, [{ ...held, ...ended }], later);
      let isOver = false;
      ruled = rule(course, { kind: "choice", choice: "c", beside: false })
        .then((ruling) => rescore(db, ruling, later))
        .finally(() => {
          isOver = true;
        });
      await vi.waitFor(async () => expect(isOver || (await somebodyWaits())).toBe(true));
    });
    await ruled;
    expect((await attemptRow(db, id)).score).toBe(0.5);
  });

  test("is taken back by the next: the latest about a version is the one in force", async () => {
    const course = await pairCourse("vuelta");
    const { attempt } = await sit(course, "b", "c");
    await rescore(db, await rule(course, DROP), later);
    expect((await attemptRow(db, attempt)).score).toBe(0);
    const back: ItemChange = { kind: "choice", choice: "b", beside: false };
    await rescore(db, await rule(course, back), later);
    expect((await attemptRow(db, attempt)).score).toBe(0.5);
  });

  test("that drops an essay frees the exam that waited for its mark", async () => {
    await publishEssayCourse(db, "ensayo");
    const { attempt, toMark } = await handIn(db, { course: "ensayo" });
    const ruling = await rule("ensayo", DROP, "informe");
    await rescore(db, ruling, later);
    expect(await attemptRow(db, attempt)).toMatchObject({ score: 1, passed: true });
    const marked = await giveMark(db, ana, toMark, both(0), later);
    expect(marked.ok && (await attemptRow(db, attempt)).score).toBe(1);
  });

  test("is refused to who does not mark in the course, without a key, and when nothing would change", async () => {
    const course = await pairCourse("negada");
    const version = await versionOf(course);
    const ask = (change: ItemChange, actor = ana) => previewRuling(db, actor, version, change);
    expect(await ask(DROP, stranger)).toEqual({ ok: false, reason: "unknown" });
    const elsewhere = { courseSlug: "otro-curso", hash: version.hash };
    expect(await previewRuling(db, ana, elsewhere, DROP)).toEqual({ ok: false, reason: "unknown" });
    expect(await ask({ kind: "choice", choice: "z", beside: false })).toEqual({
      ...{ ok: false, reason: "bad-key" },
    });
    expect(await ask({ kind: "choice", choice: "b", beside: true })).toEqual({
      ...{ ok: false, reason: "same" },
    });
  });

  test("says before it is made whether the bank would still make an exam", async () => {
    const whole = await pairCourse("justa");
    const ample = await pairCourse("amplia", { blueprint: [{ objective: "dab-1", count: 1 }] });
    const preview = async (course: string, change: ItemChange) =>
      previewRuling(db, ana, await versionOf(course), change);
    expect(await preview(whole, DROP)).toMatchObject({ value: { stillDrawn: false } });
    expect(await preview(ample, DROP)).toMatchObject({ value: { stillDrawn: true } });
    const rekey: ItemChange = { kind: "choice", choice: "a", beside: false };
    expect(await preview(whole, rekey)).toMatchObject({ value: { stillDrawn: true } });
  });

  test("never changes, whoever asks", async () => {
    await rule(await pairCourse("fija"), DROP);
    for (const change of ["update item_rulings set reason = ''", "delete from item_rulings"]) {
      await expect(db.execute(sql.raw(change))).rejects.toMatchObject({ cause: { code: "42501" } });
    }
  });
});

describe("scoring again", () => {
  test("by two at once, and a third time, changes each result once", async () => {
    const course = await pairCourse("dos-veces");
    const sat = [];
    for (let made = 0; made < 12; made += 1) sat.push(await sit(course, "c", "b"));
    const ruling = await rule(course, { kind: "choice", choice: "c", beside: false });
    await Promise.all([rescore(db, ruling, later), rescore(db, ruling, later)]);
    await rescore(db, ruling, later);
    expect((await rulingPage(db, ana, ruling))?.changed).toBe(12);
    for (const { who, attempt } of sat) {
      expect(await attemptRow(db, attempt)).toMatchObject({ score: 1, passed: true });
      expect(await verbsOf(db, who)).toEqual(["attempted", "passed", "rescored"]);
    }
  });

  test("leaves alone the result of who erased their answers", async () => {
    const course = await pairCourse("borrada");
    const { who, attempt } = await sit(course, "b", "b");
    await db.execute(sql`delete from responses where attempt_id = ${attempt}`);
    await db.execute(sql`insert into erasures (user_id) values (${who.id})`);
    await rescore(db, await rule(course, DROP), later);
    expect(await attemptRow(db, attempt)).toMatchObject({ score: 1, passed: true });
  });
});

describe("a pass that the new score does not reach", () => {
  test("is kept until a person decides, the certificate untouched whatever they decide", async () => {
    const course = await pairCourse("conserva");
    const { who, attempt } = await sit(course, "b", "c");
    const achievement = { ...ACHIEVEMENT, id: "conserva", subject: course };
    const certificate = await insertCertificate(db, achievement, { userId: who.id });
    const ruling = await rule(course, { kind: "choice", choice: "a", beside: false });
    await rescore(db, ruling, later);
    const [result] = (await rulingPage(db, manager, ruling))?.results ?? [];
    expect(result).toMatchObject({ below: true, certificate: certificate.id, decision: null });
    const decision = {
      changeId: result?.id ?? "",
      decision: "withdraw",
      reason: "Fue así.",
    } as const;
    expect(await decidePass(db, ana, decision, later)).toEqual({ ok: false, reason: "unknown" });
    expect((await attemptRow(db, attempt)).passed).toBe(true);
    expect((await decidePass(db, manager, decision, later)).ok).toBe(true);
    expect((await decidePass(db, manager, { ...decision, decision: "keep" }, later)).ok).toBe(
      false,
    );
    expect((await attemptRow(db, attempt)).passed).toBe(false);
    const revoked = await db.execute(sql`select 1 from revocations`);
    expect(revoked).toEqual([]);
    const notes = await ask(db, resultNotesOf(who, course, 1));
    expect(notes.corrections).toMatchObject([{ kept: true, withdrawn: "Fue así." }]);
  });
});
