import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { examResult } from "#app/domain/assessment/exam-result.server.ts";
import { examStateFor } from "#app/domain/assessment/exam-state.server.ts";
import { finishAttempt } from "#app/domain/assessment/finish-attempt.server.ts";
import { keepVersion } from "#app/domain/assessment/item-versions.server.ts";
import { startAttempt } from "#app/domain/assessment/start-attempt.server.ts";
import { gradingJobs } from "#app/domain/grading/jobs.server.ts";
import { giveMark, saveDraft } from "#app/domain/grading/marking.server.ts";
import { markingPage } from "#app/domain/grading/marking-page.server.ts";
import { queueFor, takeNext } from "#app/domain/grading/queue.server.ts";
import { resultNotesOf } from "#app/domain/grading/result-notes.server.ts";
import { paths } from "#app/paths.ts";
import { ask } from "#app/server/question.ts";
import { bankItems } from "#db/schema/banks.ts";
import { official, publishCourse } from "#tests/factories/assessment.ts";
import { minutes } from "#tests/factories/attempts.ts";
import {
  attemptRow,
  both,
  essay,
  grader,
  handIn,
  posted,
  publishEssayCourse,
  SCORER_NOTES,
  verbsOf,
} from "#tests/factories/grading.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openMailbox, workOff } from "#tests/setup/jobs.ts";

const db = await freshDatabase();
await publishEssayCourse(db);
await publishEssayCourse(db, "otro");
const ana = await grader(db);
const luis = await grader(db, "curso");
const stranger = await grader(db, "otro");
const later = minutes(10);

const waitingIds = async (viewer = ana) =>
  (await queueFor(db, viewer, null, later)).rows.map(({ id }) => id);

describe("an exam with something that a person marks", () => {
  test("is finished without a score until it is marked, then scored with its statement", async () => {
    const { who, attempt, toMark } = await handIn(db);
    expect(await attemptRow(db, attempt)).toMatchObject({ score: null, passed: null });
    expect(await verbsOf(db, who)).toEqual(["attempted", "completed"]);
    const marked = await giveMark(db, ana, toMark, both(3), later);
    expect(marked.ok).toBe(true);
    const row = await attemptRow(db, attempt);
    expect(row).toMatchObject({ score: 0.916667, passed: true });
    expect(row.outcomes).toEqual([
      { objective: "dab-1", asked: 2, points: 2 },
      { objective: "dab-2", asked: 1, points: 0.75 },
    ]);
    expect(await verbsOf(db, who)).toEqual(["attempted", "completed", "passed"]);
    const jobs = await db.execute(sql`select 1 from graphile_worker._private_jobs
      where payload ->> 'verb' = 'passed' and payload ->> 'actorId' = ${who.id}`);
    expect(jobs).toHaveLength(1);
  });

  test("is scored at once where the essay was left blank: nobody has to read nothing", async () => {
    const { who, attempt, toMark } = await handIn(db, { text: null });
    expect(toMark).toBe("");
    expect(await attemptRow(db, attempt)).toMatchObject({ score: 0.666667, passed: false });
    expect(await verbsOf(db, who)).toEqual(["attempted", "failed"]);
  });

  test("handed in again says the same, and lets nobody start another while it waits", async () => {
    const { who, attempt } = await handIn(db);
    expect(await finishAttempt(db, who, attempt, later)).toMatchObject({
      value: { score: null, passed: null },
    });
    expect(await startAttempt(db, who, "curso", later)).toEqual({ ok: false, reason: "marking" });
    const state = await examStateFor(db, who, "curso", later);
    expect(state?.start).toMatchObject({ may: "not", reason: "marking" });
  });

  test("shows its official that it is being marked, then words, comments and no notes", async () => {
    const { who, toMark } = await handIn(db, { choices: "a" });
    const waiting = await examResult(db, who, "curso", 1, later);
    expect(waiting).toMatchObject({ score: null, passed: null, waiting: 1, objectives: [] });
    const given = { comment: "Diga de dónde sale la cifra.", note: "Parece copiado." };
    const points = { claridad: 4, evidencia: 4 };
    await giveMark(db, ana, toMark, posted(points, given), later);
    const result = await examResult(db, who, "curso", 1, later);
    expect(result?.objectives.map(({ level }) => level)).toEqual(["far", "reached"]);
    const notes = await ask(db, resultNotesOf(who, "curso", 1));
    expect(notes.comments).toEqual({ "dab-2": [given.comment] });
    for (const secret of [given.note, SCORER_NOTES]) {
      expect(JSON.stringify([waiting, result, notes])).not.toContain(secret);
    }
  });
});

test("the result is told by mail to who has a verified address, and to nobody else", async () => {
  const { url, letters } = await openMailbox();
  const told = await handIn(db);
  const untold = await handIn(db);
  const email = "escribe@muni.example";
  await db.execute(sql`update users set email = ${email}, email_verified_at = now()
    where id = ${told.who.id}`);
  for (const { toMark } of [told, untold]) await giveMark(db, ana, toMark, both(2), later);
  await workOff(db, gradingJobs, url);
  expect(letters).toMatchObject([{ to: email, link: paths.examResult("curso", 1) }]);
  expect(letters[0]?.subject).toContain("Ya está el resultado");
});

describe("the queue", () => {
  test("lists what waits in the courses where one marks, the oldest first, and never one's own", async () => {
    const first = await handIn(db);
    const trainee = await insertViewer(db, { roles: ["trainer"] });
    await db.execute(sql`update users set full_name = 'Otra' where id = ${trainee.viewer.id}`);
    const who = await official(db, { course: "curso" });
    await db.execute(sql`update role_assignments set user_id = ${who.id}
      where user_id = ${trainee.viewer.id}`);
    const own = await handIn(db, { who });
    expect(await waitingIds()).toEqual(expect.arrayContaining([first.toMark, own.toMark]));
    expect(await waitingIds({ ...trainee.viewer, id: who.id })).not.toContain(own.toMark);
    expect(await waitingIds(stranger)).toEqual([]);
  });

  test("gives two who ask at once two responses, and nobody what another has taken", async () => {
    const only = { courseSlug: "otro", itemId: "informe" };
    const made = [await handIn(db, { course: "otro" }), await handIn(db, { course: "otro" })];
    const graders = [stranger, ana, await grader(db, "otro")];
    const taken = await Promise.all(graders.map((who) => takeNext(db, who, only, later)));
    expect(taken.filter(Boolean).sort()).toEqual(made.map(({ toMark }) => toMark).sort());
    const loser = graders[taken.indexOf(null)] as typeof ana;
    const page = await markingPage(db, loser, made[0]?.toMark ?? "", later);
    expect(page).toMatchObject({ role: null, closed: "claimed" });
    expect(await giveMark(db, loser, made[0]?.toMark ?? "", both(1), later)).toEqual({
      ...{ ok: false, reason: "claimed" },
    });
    const freed = minutes(10 + 31);
    expect(await takeNext(db, loser, only, freed)).toBe(made[0]?.toMark);
  });
});

describe("a draft", () => {
  test("is kept as far as it goes, is worth nothing, and nobody else sees what it says", async () => {
    const { attempt, toMark } = await handIn(db);
    const half = posted({ claridad: 2 }, { comment: "A medias", final: false });
    expect((await saveDraft(db, ana, toMark, half, later)).ok).toBe(true);
    const mine = await markingPage(db, ana, toMark, later);
    expect(mine?.draft).toMatchObject({ points: { claridad: 2 }, comment: "A medias" });
    expect(JSON.stringify(await markingPage(db, luis, toMark, minutes(60)))).not.toContain(
      "A medias",
    );
    const rows = (await queueFor(db, luis, null, minutes(60))).rows;
    expect(rows.find(({ id }) => id === toMark)?.drafts).toEqual([ana.fullName]);
    expect((await attemptRow(db, attempt)).score).toBeNull();
  });
});

describe("a mark", () => {
  test("wants every criterion, and says which are missing", async () => {
    const { toMark } = await handIn(db);
    expect(await giveMark(db, ana, toMark, posted({ claridad: 2 }), later)).toMatchObject({
      ...{ ok: false, reason: "incomplete", missing: [{ id: "evidencia" }] },
    });
  });

  test("is refused to who does not mark in the course, and to who wrote the response", async () => {
    const { who, toMark } = await handIn(db);
    const refused = { ok: false, reason: "unknown" };
    expect(await giveMark(db, stranger, toMark, both(4), later)).toEqual(refused);
    expect(await markingPage(db, stranger, toMark, later)).toBeNull();
    expect(await giveMark(db, { ...ana, id: who.id }, toMark, both(4), later)).toEqual(refused);
    expect(await markingPage(db, { ...ana, id: who.id }, toMark, later)).toBeNull();
  });

  test("given by two at once counts once", async () => {
    const { attempt, toMark } = await handIn(db);
    const given = await Promise.all([
      giveMark(db, ana, toMark, both(4), later),
      giveMark(db, luis, toMark, both(0), later),
    ]);
    expect(given.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect((await attemptRow(db, attempt)).score).toBe(given[0]?.ok ? 1 : 0.666667);
  });

  test("gives way to a later one of the same person; both stay, and a pass once given stays", async () => {
    const { who, attempt, toMark } = await handIn(db);
    await giveMark(db, ana, toMark, both(4), later);
    expect((await giveMark(db, ana, toMark, both(0), minutes(20))).ok).toBe(true);
    expect(await attemptRow(db, attempt)).toMatchObject({ score: 0.666667, passed: true });
    const kept = await db.execute(sql`select 1 from marks where to_mark_id = ${toMark}`);
    expect(kept).toHaveLength(2);
    const [change] = await db.execute(sql`select score_before, score_after, passed_before,
      reaches_mark from score_changes where attempt_id = ${attempt}`);
    expect(change).toEqual({
      ...{ score_before: 1, score_after: 0.666667, passed_before: true, reaches_mark: false },
    });
    expect(await verbsOf(db, who)).toEqual(["attempted", "completed", "passed", "rescored"]);
    expect(await giveMark(db, luis, toMark, both(4), later)).toEqual({
      ...{ ok: false, reason: "settled" },
    });
  });

  test("never changes once given, whoever asks", async () => {
    const { toMark } = await handIn(db);
    await giveMark(db, ana, toMark, both(4), later);
    await expect(
      db.execute(sql`update marks set share = 0 where to_mark_id = ${toMark}`),
    ).rejects.toMatchObject({ cause: { code: "42501" } });
  });
});

test("the rules say beforehand that a person may mark something, and only where it is so", async () => {
  await publishCourse(db, { slug: "solo-opciones" });
  const who = await official(db);
  const saysSo = async (course: string) =>
    (await examStateFor(db, who, course, minutes(0)))?.humanScored;
  expect(await saysSo("curso")).toBe(true);
  expect(await saysSo("solo-opciones")).toBe(false);

  const inBank = essay("de-banco", "dab-1");
  const hash = await db.transaction((tx) => keepVersion(tx, inBank));
  await db.insert(bankItems).values({
    ...{ courseSlug: "solo-opciones", itemId: inBank.id, itemHash: hash, createdAt: minutes(0) },
    ...{ interaction: inBank.interaction, difficulty: "media", objective: "dab-1" },
    ...{ uses: ["exam"], countries: [], tags: [], words: "" },
  });
  expect(await saysSo("solo-opciones")).toBe(true);
});
