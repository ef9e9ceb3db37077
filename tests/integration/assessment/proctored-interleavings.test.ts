import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { closeAttempt, finishAttempt } from "#app/domain/assessment/finish-attempt.server.ts";
import { pauseAttempt, resumeAttempt } from "#app/domain/assessment/pause-attempt.server.ts";
import {
  countLateAnswers,
  giveMinutes,
  reopenAttempt,
} from "#app/domain/assessment/proctor.server.ts";
import { startAttempt } from "#app/domain/assessment/start-attempt.server.ts";
import { official, publishCourse } from "#tests/factories/assessment.ts";
import { AttemptModel } from "#tests/factories/attempt-model.ts";
import { answer, attemptsOn, minutes } from "#tests/factories/attempts.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { dice } from "#tests/factories/seed.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 32));
const PASS_MARK = 0.7;
const PAUSE = 10;

const db = await freshDatabase();
await publishCourse(db, { exam: { pauseMinutes: PAUSE, passMark: PASS_MARK } });
const { viewer: manager } = await insertViewer(db, { roles: ["manager"] });
const { begin, formOf, saveOne, countOf } = attemptsOn(() => db);

const reason = "Se fue la luz";
type Outcome = { ok: true } | { ok: false; reason: string };
const reasonOf = (outcome: Outcome) => (outcome.ok ? null : outcome.reason);

async function started() {
  const who = await official(db, { course: "curso" });
  const { id } = await begin(who);
  return { who, id, items: (await formOf(id)).map(({ item }) => item) };
}

async function rowOf(id: string) {
  const [row] = await db.execute<{
    closes_at: string;
    paused_at: string | null;
    pause_left: number;
    finished_at: string | null;
    finished_by: string | null;
    score: number | null;
    passed: boolean | null;
    runs_at: string | null;
  }>(sql`
    select *, (select run_at from graphile_worker.jobs where key = 'close ' || attempts.id) as runs_at
    from attempts where id = ${id}`);
  if (!row) throw new Error("the attempt is gone");
  const moment = (value: string | null) => (value === null ? null : new Date(value));
  return {
    clock: {
      closesAt: moment(row.closes_at),
      pausedAt: moment(row.paused_at),
      pauseLeft: row.pause_left,
    },
    finished: row.finished_at && {
      at: moment(row.finished_at),
      by: row.finished_by,
      score: row.score,
      passed: row.passed,
    },
    closesBy: moment(row.runs_at),
  };
}

/** Both what the rules say of an act and what the database makes of it. */
type Act = { name: string; model: () => string | null; real: () => Promise<string | null> };

function actsAt(
  now: Date,
  { who, id, items }: Awaited<ReturnType<typeof started>>,
  model: AttemptModel,
  random: () => number,
): Act[] {
  const item = items[Math.floor(random() * items.length)] ?? "";
  const right = random() < 0.45;
  const given = 1 + Math.floor(random() * 20);
  const what = { attemptId: id, minutes: given, reason };
  const save: Act = {
    name: `save ${item} ${right}`,
    model: () => model.save(item, right, now),
    real: async () => {
      const saved = await saveOne(who, id, answer(item, right ? "b" : "a"), now);
      return saved?.outcome === "saved" ? null : (saved?.outcome ?? "unknown");
    },
  };
  return [
    ...Array<Act>(6).fill(save),
    {
      name: "finish",
      model: () => model.finish(now),
      real: async () => reasonOf(await finishAttempt(db, who, id, now)),
    },
    {
      name: "close",
      model: () => model.close(now),
      real: async () => {
        await closeAttempt(db, id, now);
        return null;
      },
    },
    {
      name: "pause",
      model: () => model.pause(now),
      real: async () => reasonOf(await pauseAttempt(db, who, id, now)),
    },
    {
      name: "resume",
      model: () => model.resume(now),
      real: async () => reasonOf(await resumeAttempt(db, who, id, now)),
    },
    {
      name: `give ${given}`,
      model: () => model.giveMinutes(given, now),
      real: async () => reasonOf(await giveMinutes(db, manager, what, now)),
    },
    ...Array<Act>(2).fill({
      name: `reopen ${given}`,
      model: () => model.reopen(given, now),
      real: async () => reasonOf(await reopenAttempt(db, manager, what, now)),
    }),
    {
      name: "count late",
      model: () => model.countLate(now),
      real: async () => reasonOf(await countLateAnswers(db, manager, what, now)),
    },
  ];
}

describe(`whatever happens to an attempt, SEED=${SEED}`, () => {
  test("one act after another, it is what the rules make of it, after each", async () => {
    const random = dice(SEED);
    for (let round = 0; round < 15; round += 1) {
      const attempt = await started();
      const clock = { closesAt: minutes(60), pausedAt: null, pauseLeft: PAUSE * 60_000 };
      const model = new AttemptModel(attempt.items, PASS_MARK, clock);
      const done: string[] = [];
      let at = 0;
      for (let step = 0; step < 40; step += 1) {
        at += random() < 0.15 ? random() * 40 : random() * 3 + 0.001;
        const acts = actsAt(minutes(at), attempt, model, random);
        const act = acts[Math.floor(random() * acts.length)] as Act;
        const [expected, found] = [act.model(), await act.real()];
        done.push(`${at.toFixed(2)} ${act.name}: ${expected ?? "done"}`);
        const told = `SEED=${SEED} round ${round}\n${done.join("\n")}`;
        expect(found, told).toBe(expected);
        const { closesBy, ...row } = await rowOf(attempt.id);
        expect(row, told).toEqual({ clock: model.clock, finished: model.finished });
        if (row.finished === null) {
          const closes = (model.clock.closesAt as Date).getTime() + 5000;
          expect(closesBy?.getTime(), told).toBe(closes);
        }
      }
    }
  });

  test("at once, there is one score, of exactly what was acknowledged and counts", async () => {
    const random = dice(SEED + 1);
    for (let round = 0; round < 8; round += 1) {
      const attempt = await started();
      const { who, id, items } = attempt;
      const acknowledged: string[] = [];
      for (let burst = 0; burst < 5; burst += 1) {
        const now = () => minutes(burst * 25 + random() * 50);
        const what = { attemptId: id, minutes: 20, reason };
        const acts = [
          ...items.map((item) => async () => {
            const given = answer(item, random() < 0.5 ? "b" : "a");
            const saved = await saveOne(who, id, given, now());
            if (saved?.outcome === "saved" && !saved.late) acknowledged.push(given.id);
          }),
          () => finishAttempt(db, who, id, now()),
          () => closeAttempt(db, id, now()),
          () => pauseAttempt(db, who, id, now()),
          () => resumeAttempt(db, who, id, now()),
          () => giveMinutes(db, manager, what, now()),
          () => reopenAttempt(db, manager, what, now()),
          () => countLateAnswers(db, manager, what, now()),
          () => startAttempt(db, who, "curso", now()),
        ].map((act) => ({ act, place: random() }));
        acts.sort((one, other) => one.place - other.place);
        await Promise.all(acts.map(({ act }) => act()));
      }
      const told = `SEED=${SEED} round ${round}`;
      const last = await finishAttempt(db, who, id, minutes(1000));
      const again = await finishAttempt(db, who, id, minutes(1001));
      expect(again, told).toEqual(last);
      expect(last.ok && last.value.score, told).toBe(await scoreByHand(id));
      for (const uuid of acknowledged) {
        const kept = sql`id = ${uuid} and attempt_id = ${id} and not late`;
        expect(await countOf("responses", kept), told).toBe(1);
      }
      expect(
        await countOf("attempts", sql`user_id = ${who.id} and finished_at is null`),
        told,
      ).toBeLessThanOrEqual(1);
      expect(await countOf("attempts", sql`user_id = ${who.id}`), told).toBeLessThanOrEqual(3);
    }
  });
});

/** The score of an attempt by the answers that the database says count. */
async function scoreByHand(id: string): Promise<number> {
  const counted = await db.execute<{ item_id: string; response: string[] }>(sql`
    select item_id, response from responses where attempt_id = ${id} and not late
    order by answered_at, id`);
  const last = new Map(counted.map(({ item_id, response }) => [item_id, response[0]]));
  const items = (await formOf(id)).map(({ item }) => item);
  return items.filter((item) => last.get(item) === "b").length / items.length;
}
