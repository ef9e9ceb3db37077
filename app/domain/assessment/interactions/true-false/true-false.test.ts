import { expect, test } from "vitest";
import { choice, keyOfParts, SAMPLES } from "#tests/factories/items.ts";
import { trueFalse as rules } from "./true-false.ts";

const { item } = SAMPLES["true-false"];

test("one of the two is right, and both are not", () => {
  const taken = [["true"], ["false"], ["true", "false"], []];
  expect(taken.map((response) => rules.score(item, response))).toEqual([1, 0, 0, 0]);
});

test("it has those two choices in that order and one key", () => {
  expect(rules.problem(item)).toBeNull();
  expect(rules.problem({ ...item, choices: [choice("a"), choice("b")] })).toBe("too-few-choices");
  expect(rules.problem({ ...item, response: keyOfParts() })).toBe("no-key");
});
