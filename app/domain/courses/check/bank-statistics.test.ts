import { expect, test } from "vitest";
import { areEven, chiSquare, keyLongestShare, keyPositions } from "./bank-statistics.ts";

const question = (right: number, ...texts: string[]) => ({
  options: texts.map((text, index) => ({ text, right: index === right })),
});

test("the key is the longest only when it is longer than all the others", () => {
  const longest = question(1, "no", "claro que sí", "nunca");
  const tied = question(0, "igual", "largo");
  expect(keyLongestShare([longest, tied])).toBe(0.5);
});

test("positions count where the key is", () => {
  expect(keyPositions([question(1, "a", "b"), question(1, "a", "b", "c")])).toEqual([0, 2, 0]);
});

test("χ² of 10, 20, 30 against 20 each is 10", () => {
  expect(chiSquare([10, 20, 30])).toBeCloseTo(10, 10);
});

test("10, 20, 30 are uneven at 5 % (critical 5.991); 15, 20, 25 are even", () => {
  expect([areEven([10, 20, 30]), areEven([15, 20, 25])]).toEqual([false, true]);
});
