import { expect, test } from "vitest";
import { choice, itemOf, keyOfParts } from "#tests/factories/items.ts";
import { choice as rules } from "./choice.ts";

const choices = ["a", "b", "c", "constructor"].map((id) => choice(id));
const one = itemOf({ interaction: "choice", choices, response: keyOfParts("b") });

test("the right option is worth all, another nothing, two nothing", () => {
  const taken = [["b"], ["a"], ["b", "a"], ["b", "b"], [], ["zz"]];
  expect(taken.map((response) => rules.score(one, response))).toEqual([1, 0, 0, 0, 0, 0]);
});

test("another option may be worth a part", () => {
  const half = { ...one, response: { correct: ["b"], mapping: { b: 1, a: 0.5 } } };
  expect(rules.problem(half)).toBeNull();
  expect(rules.score(half, ["a"])).toBe(0.5);
});

test("an option named as every object's constructor is worth nothing by that", () => {
  expect(rules.score(one, ["constructor"])).toBe(0);
});

test("it needs two options that differ, one key, and that worth all", () => {
  const problem = (change: object) => rules.problem({ ...one, ...change });
  expect(problem({})).toBeNull();
  expect(problem({ choices: choices.slice(0, 1) })).toBe("too-few-choices");
  expect(problem({ choices: [choice("a", "Sí"), choice("b", " sí ")] })).toBe("repeated-choice");
  expect(problem({ choices: [choice("a", " "), choice("b")] })).toBe("empty-choice");
  expect(problem({ response: keyOfParts() })).toBe("no-key");
  expect(problem({ response: keyOfParts("a", "b") })).toBe("several-keys");
  expect(problem({ response: { correct: ["a"], mapping: { a: 0.9 } } })).toBe("bad-weights");
});
