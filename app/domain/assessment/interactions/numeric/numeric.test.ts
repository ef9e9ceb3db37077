import { describe, expect, test } from "vitest";
import { itemOf, SAMPLES } from "#tests/factories/items.ts";
import type { AssessmentItem, NumberKey } from "../../item.ts";
import { numeric as rules } from "./numeric.ts";

const withUnits = SAMPLES.numeric.item;
const range = (from: number, to: number, score = 1): NumberKey => ({
  ...{ from, to, score },
  feedback: `De ${from} a ${to}`,
});
const plain = (...numbers: NumberKey[]): AssessmentItem =>
  itemOf({ interaction: "numeric", response: { correct: [], mapping: {}, numbers } });

describe("a number is worth what its range says", () => {
  const item = plain(range(9.5, 10.5, 0.5), range(9.9, 10.1));

  test.each([
    ["10", 1],
    ["9,9", 1],
    ["10.1", 1],
    ["9.5", 0.5],
    ["10,5", 0.5],
    ["10.51", 0],
    ["diez", 0],
    ["", 0],
  ])("%s: %d", (typed, score) => {
    expect(rules.score(item, [typed])).toBe(score);
  });

  test("and of two readings the better counts", () => {
    expect(rules.score(plain(range(1234, 1234)), ["1.234"])).toBe(1);
    expect(rules.score(plain(range(1.234, 1.234)), ["1.234"])).toBe(1);
  });

  test("at the very edge of a range, whatever binary makes of it", () => {
    expect(rules.score(plain(range(0.1 + 0.2, 0.4)), ["0,3"])).toBe(1);
    expect(rules.score(plain(range(-1e-12, 0)), ["0,0000001"])).toBe(0);
    expect(rules.score(plain(range(0, 0)), ["0,0000000001"])).toBe(0);
  });
});

describe("a number with units", () => {
  test.each([
    [["1500", "m"], 1],
    [["1,5", "km"], 1],
    [["km", "1,5"], 1],
    [["1.500", "m"], 1],
    [["1500", "km"], 0],
    [["1500"], 0],
    [["km"], 0],
    [["1500", "cm"], 0],
    [["1500", "constructor"], 0],
  ])("%j: %d", (response, score) => {
    expect(rules.score(withUnits, response)).toBe(score);
  });

  test("is not asked of an item without them", () => {
    expect(rules.score(plain(range(5, 5)), ["5", "m"])).toBe(0);
  });
});

test("the range that was met explains itself", () => {
  const item = plain(range(1, 2), range(5, 6, 0));
  expect(rules.feedback?.(item, ["5,5"])).toEqual({ entry: "De 5 a 6" });
  expect(rules.feedback?.(item, ["9"])).toEqual({});
});

test("it needs a range that is worth all, and each must begin before it ends", () => {
  expect(rules.problem(plain(range(1, 2)))).toBeNull();
  expect(rules.problem(plain())).toBe("no-key");
  expect(rules.problem(plain(range(1, 2, 0.5)))).toBe("no-key");
  expect(rules.problem(plain(range(2, 1)))).toBe("bad-range");
  expect(rules.problem(plain(range(Number.NaN, 1)))).toBe("bad-range");
  expect(rules.problem(plain(range(1, Number.POSITIVE_INFINITY)))).toBe("bad-range");
});

test.each([
  ["that nobody named", [{ name: " ", factor: 1 }]],
  ["that is worth nothing", [{ name: "m", factor: 0 }]],
  [
    "named twice",
    [
      { name: "m", factor: 1 },
      { name: "m", factor: 2 },
    ],
  ],
  [
    "named like a number",
    [
      { name: "m", factor: 1 },
      { name: "10", factor: 2 },
    ],
  ],
  ["that comes first and is not the measure", [{ name: "km", factor: 1000 }]],
])("a unit %s is refused", (_, units) => {
  expect(rules.problem({ ...plain(range(1, 2)), entry: { units } })).toBe("bad-unit");
});
