import { expect, test } from "vitest";
import { choice, keyOfParts, SAMPLES } from "#tests/factories/items.ts";
import { inThisOrder, order as rules } from "./order.ts";

const { item, right } = SAMPLES.order;

test("each that stands at its place adds its share", () => {
  expect(rules.score(item, right)).toBe(1);
  expect(rules.score(item, ["uno 1", "dos 3", "tres 2"])).toBe(0.333333);
  expect(rules.score(item, ["uno 2", "dos 3", "tres 1"])).toBe(0);
  expect(rules.score(item, ["uno 1"])).toBe(0.333333);
});

test("a place given to two is worth nothing to either", () => {
  expect(rules.score(item, ["uno 1", "dos 1", "tres 3"])).toBe(0.333333);
  expect(rules.score(item, ["uno 1", "dos 1", "tres 1"])).toBe(0);
});

test("where all are needed, a part is worth nothing", () => {
  const whole = { ...item, response: { ...item.response, whole: true } };
  expect(rules.score(whole, ["uno 1", "dos 3", "tres 2"])).toBe(0);
  expect(rules.score(whole, right)).toBe(1);
});

test("what stands at its place explains itself, and nothing else does", () => {
  expect(rules.feedback?.(item, ["uno 1", "dos 3", "tres 2"])).toEqual({ uno: "Porque uno" });
});

test("its key is the order in which its choices are written", () => {
  expect(inThisOrder([choice("x"), choice("y")])).toEqual(["x 1", "y 2"]);
});

test("each choice needs its place, and the places add up", () => {
  expect(rules.problem(item)).toBeNull();
  expect(rules.problem({ ...item, response: keyOfParts("uno 1") })).toBe("no-key");
  const none = { ...item.response, mapping: {} };
  expect(rules.problem({ ...item, response: none })).toBe("bad-weights");
});
