import { beforeAll, describe, expect, test } from "vitest";
import { finishAttempt } from "#app/domain/assessment/finish-attempt.server.ts";
import { official, publishCourse } from "#tests/factories/assessment.ts";
import { attemptsOn, minutes, NOW } from "#tests/factories/attempts.ts";
import { dice } from "#tests/factories/seed.ts";
import { freshDatabase, type TestDatabase } from "#tests/setup/database.ts";
import { drawEvent, type KeptAnswer, type Model, type Place, scoreOf } from "./attempt-model.ts";

/** Each run may draw others: `SEED=… vitest run …`; a failure names its own. */
const SEED = Number(process.env.SEED ?? 20261121);

const COURSE = "curso";
/** Minutes of the factory's exam. */
const LIMIT = 60;

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  await publishCourse(db, { slug: COURSE, exam: { minutes: LIMIT } });
});

const { begin, formOf } = attemptsOn(() => db);

async function beginning(): Promise<{ place: Place; model: Model }> {
  const who = await official(db, { course: COURSE });
  const { id: attempt } = await begin(who, COURSE);
  const items = (await formOf(attempt)).map(({ item }) => item);
  return {
    place: { db, who, attempt, course: COURSE },
    model: { items, closesAt: minutes(LIMIT), endedBy: null, kept: [] },
  };
}

describe("whatever happens to an attempt, in whatever order", () => {
  test(`each reply and the score are the model's (SEED=${SEED})`, async () => {
    const random = dice(SEED);
    for (let round = 0; round < 40; round += 1) {
      const { place, model } = await beginning();
      const story: string[] = [`SEED=${SEED} round ${round}`];
      let clock = NOW.getTime();
      for (let step = 0; step < 30; step += 1) {
        // Each later than the last, to the millisecond: what the order is, is then never in doubt.
        clock += 1 + Math.floor(random() * 6 * 60_000);
        const now = new Date(clock);
        const [name, event] = drawEvent(random);
        const drawn = event.draw(model, random);
        story.push(`${now.toISOString()} ${name} ${JSON.stringify(drawn)}`);
        const expected = event.expect(model, drawn, now);
        expect(await event.act(place, drawn, now), story.join("\n")).toEqual(expected);
      }
      const result = await finishAttempt(db, place.who, place.attempt, new Date(clock + 1));
      expect(result, story.join("\n")).toMatchObject({
        ok: true,
        value: { score: scoreOf(model) },
      });
    }
  });

  test(`at once, the score is that of the answers acknowledged in time (SEED=${SEED})`, async () => {
    const random = dice(SEED + 1);
    for (let round = 0; round < 25; round += 1) {
      const { place, model } = await beginning();
      const acts = Array.from({ length: 16 }, (_, index) => {
        const [name, event] = drawEvent(random);
        const drawn = event.draw(model, random);
        // Each at its own moment, half of them after the deadline, handed over in no order.
        const now = new Date(minutes(random() < 0.5 ? LIMIT - 1 : LIMIT + 1).getTime() + index);
        return { name, drawn, now, act: () => event.act(place, drawn, now) };
      });
      const order = acts
        .map((act) => ({ ...act, place: random() }))
        .sort((one, other) => one.place - other.place);
      const replies = await Promise.all(order.map(({ act }) => act()));

      const told = replies.flatMap((reply, index) => keptBy(reply, order[index]?.drawn));
      const result = await finishAttempt(db, place.who, place.attempt, minutes(LIMIT + 2));
      const story = JSON.stringify({ seed: SEED, round, order, replies }, null, 1);
      const score = scoreOf({ ...model, kept: told });
      expect(result, story).toMatchObject({ ok: true, value: { score } });
    }
  });
});

/** The answer that a reply acknowledges; none of what is no answer. */
function keptBy(reply: unknown, drawn: unknown): KeptAnswer[] {
  const { outcome, savedAt, late } = (reply ?? {}) as Record<string, unknown>;
  if (outcome !== "saved") return [];
  const given = drawn as Pick<KeptAnswer, "id" | "item" | "response">;
  return [{ ...given, at: savedAt as Date, late: late === true }];
}
