import { expect, test } from "vitest";
import { choice, itemOf } from "#tests/factories/items.ts";
import { multipleResponse as rules } from "./multiple-response.ts";

const item = itemOf({
  interaction: "multiple-response",
  choices: ["a", "b", "c", "d"].map((id) => choice(id)),
  response: { correct: ["a", "b"], mapping: { a: 0.5, b: 0.5, c: -0.5, d: -0.25 } },
});

test.each([
  [["a", "b"], 1],
  [["b", "a"], 1],
  [["a"], 0.5],
  [["a", "b", "c"], 0.5],
  [["a", "d"], 0.25],
  [["c", "d"], 0],
  [["a", "b", "c", "d"], 0.25],
  [["a", "a"], 0.5],
  [[], 0],
])("taking %j is worth %d", (taken, score) => {
  expect(rules.score(item, taken)).toBe(score);
});

test("where all are needed, a part is worth nothing", () => {
  const whole = { ...item, response: { ...item.response, whole: true } };
  expect(rules.score(whole, ["a"])).toBe(0);
  expect(rules.score(whole, ["a", "b", "d"])).toBe(0);
  expect(rules.score(whole, ["a", "b"])).toBe(1);
});

test("thirds, sevenths and elevenths add up to the whole, and hundredths short do not", () => {
  for (const count of [3, 7, 11]) {
    const ids = Array.from({ length: count }, (_, index) => `c${index}`);
    const even = (share: number) => ({
      ...item,
      choices: ids.map((id) => choice(id)),
      response: { correct: ids, mapping: Object.fromEntries(ids.map((id) => [id, share])) },
    });
    expect(rules.problem(even(1 / count))).toBeNull();
    expect(rules.score(even(1 / count), ids)).toBe(1);
    expect(rules.problem(even(Math.round(1000 / count) / 1000))).toBe("bad-weights");
  }
});

test("weights that come to more than the whole are refused", () => {
  const more = { correct: ["a", "b"], mapping: { a: 0.6, b: 0.6 } };
  expect(rules.problem({ ...item, response: more })).toBe("bad-weights");
});
