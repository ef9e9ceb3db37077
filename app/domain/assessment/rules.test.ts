import { describe, expect, test } from "vitest";
import {
  closingTime,
  isOver,
  mayStart,
  NO_ALLOWANCE,
  nextAttemptFrom,
  type PastAttempt,
  pauseFor,
} from "./rules.ts";
import type { Sitting } from "./sittings.ts";

const NOW = new Date("2026-11-21T10:00:00Z");
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const exam = { attempts: 3, waitHours: 24, opensAfterLessons: true, onlyInSittings: false };

const past = (number: number, hours: number, passed = false): PastAttempt => ({
  number,
  startedAt: hoursAgo(hours + 1),
  finishedAt: hoursAgo(hours),
  passed,
});
const open = (number: number): PastAttempt => ({
  number,
  startedAt: hoursAgo(1),
  finishedAt: null,
  passed: null,
});

const ask = (attempts: PastAttempt[], lessonsMissing = 0, sittings: Sitting[] = [], rules = exam) =>
  mayStart({ exam: rules, attempts, lessonsMissing, sittings, now: NOW });

/** A sitting that opened, or will open, so many hours from now, and lasts two. */
const sitting = (opensIn: number, accessCode: string | null = null): Sitting => ({
  id: `s${opensIn}`,
  title: "Mañana",
  opensAt: hoursAgo(-opensIn),
  closesAt: hoursAgo(-opensIn - 2),
  accessCode,
});
const start = (number: number, asksCode = false) => ({ may: "start", number, asksCode });

describe("whether an exam may be started", () => {
  test("the first time, with the lessons done", () => {
    expect(ask([])).toEqual(start(1));
  });
  test("not before the lessons", () => {
    expect(ask([], 2)).toMatchObject({ may: "not", reason: "lessons", lessonsMissing: 2 });
  });
  test("an open attempt is resumed, whatever else", () => {
    expect(ask([past(1, 1), open(2)], 2)).toEqual({ may: "resume", number: 2 });
  });
  test("not until the wait after the last one is over, and at that very moment yes", () => {
    expect(ask([past(1, 23)])).toMatchObject({ reason: "wait", from: hoursAgo(-1) });
    expect(ask([past(1, 24)])).toEqual(start(2));
  });
  test("not when the attempts are used up, nor when it was passed", () => {
    expect(ask([past(1, 99), past(2, 80), past(3, 60)])).toMatchObject({ reason: "exhausted" });
    expect(ask([past(1, 99, true)])).toMatchObject({ reason: "passed" });
  });
  test("not while one that was handed in waits for marks, unless another was passed", () => {
    const waiting = { ...past(2, 99), passed: null };
    expect(ask([past(1, 120), waiting])).toMatchObject({ may: "not", reason: "marking" });
    expect(ask([past(1, 120, true), waiting])).toMatchObject({ reason: "passed" });
  });
  test("there is no next attempt after the last or after passing", () => {
    expect(nextAttemptFrom(exam, [past(1, 1)])).toEqual(hoursAgo(-23));
    expect(nextAttemptFrom(exam, [past(1, 1, true)])).toBeNull();
    expect(nextAttemptFrom({ ...exam, attempts: 1 }, [past(1, 1)])).toBeNull();
  });
});

describe("where sittings are announced", () => {
  test("it starts in one that is open, from its first moment to before its last", () => {
    expect(ask([], 0, [sitting(0)])).toEqual(start(1));
    expect(ask([], 0, [sitting(-1)])).toEqual(start(1));
    expect(ask([], 0, [{ ...sitting(-2), closesAt: NOW }, sitting(5)])).toMatchObject({
      reason: "not-open",
    });
  });
  test("not between them: the next one is told", () => {
    expect(ask([], 0, [sitting(30), sitting(3)])).toMatchObject({
      may: "not",
      reason: "not-open",
      from: hoursAgo(-3),
    });
  });
  test("a code is asked for when no open one can be entered without", () => {
    expect(ask([], 0, [sitting(-1, "SOL 4")])).toEqual(start(1, true));
    expect(ask([], 0, [sitting(-1, "SOL 4"), sitting(-1)])).toEqual(start(1));
    expect(ask([], 0, [sitting(-1, "SOL 4"), sitting(8)])).toEqual(start(1, true));
  });
  test("without any, only an exam that is held in sittings alone is closed", () => {
    const only = { ...exam, onlyInSittings: true };
    expect(ask([], 0, [], only)).toMatchObject({ reason: "no-sitting" });
    expect(ask([], 0, [])).toEqual(start(1));
  });
  test("the other rules come first, and an open attempt goes on outside of them", () => {
    expect(ask([past(1, 1, true)], 0, [sitting(-1)])).toMatchObject({ reason: "passed" });
    expect(ask([], 2, [sitting(5)])).toMatchObject({ reason: "lessons" });
    expect(ask([open(1)], 0, [sitting(5)])).toEqual({ may: "resume", number: 1 });
  });
});

describe("the deadline", () => {
  const end = { closesAt: hoursAgo(-0.5) };
  const half = { extraPercent: 50 };
  const inMinutes = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

  test("is minutes after the start, and an answer at that moment still counts", () => {
    const closesAt = closingTime({ minutes: 45 }, null, NO_ALLOWANCE, NOW);
    expect(closesAt).toEqual(inMinutes(45));
    expect(isOver(closesAt, inMinutes(45))).toBe(false);
    expect(isOver(closesAt, new Date(inMinutes(45).getTime() + 1))).toBe(true);
  });
  test("is absent from an exam without a limit", () => {
    expect(closingTime({ minutes: null }, null, NO_ALLOWANCE, NOW)).toBeNull();
    expect(closingTime({ minutes: null }, null, half, NOW)).toBeNull();
    expect(isOver(null, NOW)).toBe(false);
  });
  test("is not after the end of the sitting", () => {
    expect(closingTime({ minutes: 45 }, end, NO_ALLOWANCE, NOW)).toEqual(inMinutes(30));
    expect(closingTime({ minutes: 20 }, end, NO_ALLOWANCE, NOW)).toEqual(inMinutes(20));
    expect(closingTime({ minutes: null }, end, NO_ALLOWANCE, NOW)).toEqual(inMinutes(30));
  });
  test("comes later by the extra share of just that time, also past the sitting's end", () => {
    expect(closingTime({ minutes: 45 }, null, half, NOW)).toEqual(inMinutes(67.5));
    expect(closingTime({ minutes: 45 }, end, half, NOW)).toEqual(inMinutes(45));
    expect(closingTime({ minutes: 20 }, end, half, NOW)).toEqual(inMinutes(30));
    expect(closingTime({ minutes: null }, end, { extraPercent: 100 }, NOW)).toEqual(inMinutes(60));
  });
  test("the pause is the exam's, or the person's own if that is longer", () => {
    expect(pauseFor({ pauseMinutes: 10 }, NO_ALLOWANCE)).toBe(10);
    expect(pauseFor({ pauseMinutes: 10 }, { extraPercent: 0, pauseMinutes: 15 })).toBe(15);
  });
});
