import { describe, expect, test } from "vitest";
import { type Clock, paused, pauseEnds, pauseUsed, resumed } from "./pause.ts";

const at = (minutes: number) => new Date(Date.parse("2026-11-21T10:00:00Z") + minutes * 60_000);
const running: Clock = { closesAt: at(60), pausedAt: null, pauseLeft: 10 * 60_000 };

const stopped = (clock: Clock, minutes: number): Clock => {
  const now = paused(clock, at(minutes));
  if (typeof now === "string") throw new Error(now);
  return now;
};

describe("stopping the clock of an attempt", () => {
  test("moves the deadline at once by all that is left of the pause", () => {
    const clock = stopped(running, 20);
    expect(clock).toEqual({ closesAt: at(70), pausedAt: at(20), pauseLeft: 10 * 60_000 });
    expect(pauseEnds(clock)).toEqual(at(30));
  });
  test("what was not used is taken off on coming back, and can be used later", () => {
    const clock = resumed(stopped(running, 20), at(24));
    expect(clock).toEqual({ closesAt: at(64), pausedAt: null, pauseLeft: 6 * 60_000 });
    expect(resumed(stopped(clock, 30), at(36))).toEqual({
      closesAt: at(70),
      pausedAt: null,
      pauseLeft: 0,
    });
  });
  test("whoever comes back after the pause has used it up, and the clock ran meanwhile", () => {
    const clock = stopped(running, 20);
    expect(pauseUsed(clock, at(50))).toBe(10 * 60_000);
    expect(resumed(clock, at(50))).toEqual({ closesAt: at(70), pausedAt: null, pauseLeft: 0 });
  });
  test("is refused without a limit, twice, and when nothing is left", () => {
    expect(paused({ ...running, closesAt: null }, at(1))).toBe("no-clock");
    expect(paused(stopped(running, 1), at(2))).toBe("paused");
    expect(paused({ ...running, pauseLeft: 0 }, at(1))).toBe("used-up");
  });
  test("a clock that runs is not changed by letting it run", () => {
    expect(resumed(running, at(5))).toBe(running);
    expect(pauseEnds(running)).toBeNull();
    expect(pauseUsed(running, at(5))).toBe(0);
  });
  test("a server whose clock is behind takes nothing off and gives nothing", () => {
    expect(resumed(stopped(running, 20), at(19))).toEqual(running);
  });
});
