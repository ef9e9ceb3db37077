import { closeAttempt, finishAttempt } from "#app/domain/assessment/finish-attempt.server.ts";
import { openAttempt } from "#app/domain/assessment/open-attempt.server.ts";
import { saveAnswers } from "#app/domain/assessment/save-answers.server.ts";
import { newId } from "#app/kernel/ids.ts";
import type { Database } from "#app/server/db.ts";
import type { Official } from "#tests/factories/assessment.ts";

/** An answer that the model has kept. */
export interface KeptAnswer {
  id: string;
  item: string;
  response: string[];
  at: Date;
  late: boolean;
}

/** An attempt as anybody would keep it with pencil and paper. */
export interface Model {
  items: readonly string[];
  closesAt: Date;
  endedBy: null | "person" | "deadline";
  kept: KeptAnswer[];
}

/** Where an event happens to the real attempt. */
export interface Place {
  db: Database;
  who: Official;
  attempt: string;
  course: string;
}

/**
 * Something that may happen to an attempt. To add one: an entry of `EVENTS`. What is drawn for
 * it, what is done to the real attempt, and what the model says, which has to be the same.
 */
export interface Event<Drawn = unknown> {
  /** How often it comes, against the others. */
  weight: number;
  draw(model: Model, random: () => number): Drawn;
  act(place: Place, drawn: Drawn, now: Date): Promise<unknown>;
  /** The reply expected; changes the model. */
  expect(model: Model, drawn: Drawn, now: Date): unknown;
}

const CHOICES = ["a", "b", "c"];
/** In the factory's items this one is right. */
const RIGHT = "b";

interface Given {
  id: string;
  item: string;
  response: string[];
}

const save = {
  act: async ({ db, who, attempt }: Place, given: Given, now: Date) =>
    (await saveAnswers(db, who, attempt, [given], now))?.answers[0],
  expect(model: Model, { id, item, response }: Given, now: Date) {
    const known = model.kept.find(
      (each) => each.id === id && each.item === item && same(each.response, response),
    );
    if (known) return { item, outcome: "saved", savedAt: known.at, late: known.late };
    if (!model.items.includes(item)) return { item, outcome: "foreign" };
    const isFirst = !model.kept.some((each) => each.item === item);
    if (response.length === 0 && isFirst) return { item, outcome: "blank" };
    if (model.endedBy === "person") return { item, outcome: "finished" };
    const late = model.endedBy === "deadline" || now > model.closesAt;
    model.kept.push({ id, item, response, at: now, late });
    return { item, outcome: "saved", savedAt: now, late };
  },
};

const EVENTS: Record<string, Event> = {
  "an answer": event<Given>({
    weight: 10,
    draw: ({ items }, random) => ({ id: newId(), ...answerTo(items, random) }),
    ...save,
  }),
  "an answer sent again": event<Given>({
    weight: 3,
    draw: ({ items, kept }, random) =>
      oneOf(kept, random) ?? { id: newId(), ...answerTo(items, random) },
    ...save,
  }),
  "an answer under the UUID of another (the back button)": event<Given>({
    weight: 2,
    draw({ items, kept }, random) {
      const { id = newId(), item = "" } = oneOf(kept, random) ?? {};
      return { id, ...answerTo(item ? [item] : items, random) };
    },
    ...save,
  }),
  "an answer taken back": event<Given>({
    weight: 1,
    draw: ({ items }, random) => ({ id: newId(), ...answerTo(items, random), response: [] }),
    ...save,
  }),
  "an answer to a question of another form": event<Given>({
    weight: 1,
    draw: () => ({ id: newId(), item: "no-es", response: [RIGHT] }),
    ...save,
  }),
  "handing in": event<null>({
    weight: 1,
    draw: () => null,
    async act({ db, who, attempt }, _, now) {
      const finished = await finishAttempt(db, who, attempt, now);
      return finished.ok && finished.value.score;
    },
    expect(model, _, now) {
      model.endedBy ??= now > model.closesAt ? "deadline" : "person";
      return scoreOf(model);
    },
  }),
  "the job of the deadline": event<null>({
    weight: 1,
    draw: () => null,
    act: ({ db, attempt }, _, now) => closeAttempt(db, attempt, now),
    expect(model, _, now) {
      if (now > model.closesAt) model.endedBy ??= "deadline";
    },
  }),
  "a look at the page": event<null>({
    weight: 2,
    draw: () => null,
    act: async ({ db, who, course }, _, now) => (await openAttempt(db, who, course, 1, now)).is,
    expect(model, _, now) {
      if (now > model.closesAt) model.endedBy ??= "deadline";
      return model.endedBy === null ? "open" : "ended";
    },
  }),
};

/** 0 to 1: the last answer in time to each item, by the server's clock. */
export function scoreOf({ items, kept }: Model): number {
  const right = items.filter((item) => {
    const inTime = kept.filter((answer) => answer.item === item && !answer.late);
    const last = inTime.sort((one, other) => one.at.getTime() - other.at.getTime()).at(-1);
    return last !== undefined && same(last.response, [RIGHT]);
  });
  return right.length / items.length;
}

/** One of the events, the frequent ones more often. */
export function drawEvent(random: () => number): [name: string, event: Event] {
  const all = Object.entries(EVENTS);
  let place = random() * all.reduce((sum, [, { weight }]) => sum + weight, 0);
  const found = all.find(([, { weight }]) => {
    place -= weight;
    return place < 0;
  });
  return found ?? (all[0] as [string, Event]);
}

/** Keeps the type of what is drawn to the event's own. */
function event<Drawn>(one: Event<Drawn>): Event {
  return one as Event;
}

function answerTo(items: readonly string[], random: () => number): Omit<Given, "id"> {
  return { item: oneOf(items, random) ?? "", response: [oneOf(CHOICES, random) ?? RIGHT] };
}

function oneOf<Each>(all: readonly Each[], random: () => number): Each | undefined {
  return all[Math.floor(random() * all.length)];
}

const same = (one: readonly string[], other: readonly string[]) => one.join() === other.join();
