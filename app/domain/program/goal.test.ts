import { describe, expect, test } from "vitest";
import { monthsBetween, paceOf } from "./goal.ts";

const goal = { goal: 5000, startsOn: "2026-01-01", years: 4 };
const on = (date: string) => new Date(`${date}T00:00:00Z`);

describe("the pace towards the goal", () => {
  test("expects half of the goal at half of the time", () => {
    const pace = paceOf(goal, 2500, on("2028-01-01"));
    expect(pace.expected).toBe(2498);
    expect(pace.state).toBe("on-pace");
    expect(pace.endsOn).toBe("2030-01-01");
  });

  test("says how many people a month are needed from now", () => {
    const pace = paceOf(goal, 1000, on("2028-01-01"));
    expect(pace).toMatchObject({ state: "behind", difference: 1000 - 2498, neededPerMonth: 167 });
  });

  test("expects nobody before the first day", () => {
    expect(paceOf(goal, 0, on("2025-06-01"))).toMatchObject({
      state: "not-started",
      expected: 0,
      neededPerMonth: 105,
    });
  });

  test("needs nothing more once the goal is reached", () => {
    const pace = paceOf(goal, 5001, on("2027-01-01"));
    expect(pace).toMatchObject({ state: "reached", neededPerMonth: null });
    expect(pace.share).toBeGreaterThan(1);
  });

  test("is over after the last day", () => {
    expect(paceOf(goal, 4000, on("2031-01-01"))).toMatchObject({
      state: "over",
      expected: 5000,
      neededPerMonth: null,
    });
  });
});

test("months run from the first to the last, over the turn of a year", () => {
  expect(monthsBetween("2026-11", "2027-02")).toEqual(["2026-11", "2026-12", "2027-01", "2027-02"]);
  expect(monthsBetween("2027-03", "2027-02")).toEqual([]);
});
