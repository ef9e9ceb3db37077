import { describe, expect, test } from "vitest";
import { closingTime, isOver, mayStart, nextAttemptFrom, type PastAttempt } from "./rules.ts";

const NOW = new Date("2026-11-21T10:00:00Z");
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const exam = { attempts: 3, waitHours: 24, opensAfterLessons: true };

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

const ask = (attempts: PastAttempt[], lessonsMissing = 0) =>
  mayStart({ exam, attempts, lessonsMissing, now: NOW });

describe("whether an exam may be started", () => {
  test("the first time, with the lessons done", () => {
    expect(ask([])).toEqual({ may: "start", number: 1 });
  });
  test("not before the lessons", () => {
    expect(ask([], 2)).toMatchObject({ may: "not", reason: "lessons", lessonsMissing: 2 });
  });
  test("an open attempt is resumed, whatever else", () => {
    expect(ask([past(1, 1), open(2)], 2)).toEqual({ may: "resume", number: 2 });
  });
  test("not until the wait after the last one is over, and at that very moment yes", () => {
    expect(ask([past(1, 23)])).toMatchObject({ reason: "wait", from: hoursAgo(-1) });
    expect(ask([past(1, 24)])).toEqual({ may: "start", number: 2 });
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

describe("the deadline", () => {
  test("is minutes after the start, and an answer at that moment still counts", () => {
    const closesAt = closingTime({ minutes: 45 }, NOW);
    expect(closesAt).toEqual(new Date("2026-11-21T10:45:00Z"));
    expect(isOver(closesAt, new Date("2026-11-21T10:45:00Z"))).toBe(false);
    expect(isOver(closesAt, new Date("2026-11-21T10:45:00.001Z"))).toBe(true);
  });
  test("is absent from an exam without a limit", () => {
    expect(closingTime({ minutes: null }, NOW)).toBeNull();
    expect(isOver(null, NOW)).toBe(false);
  });
});
