import { describe, expect, test } from "vitest";
import { numbersOf } from "./typed-number.ts";

describe("a number is read as it is written", () => {
  test.each([
    ["in Chile", "1.234,5", [1234.5]],
    ["in Guatemala", "1,234.5", [1234.5]],
    ["in Chile, with millions", "1.234.567,89", [1234567.89]],
    ["in Guatemala, with millions", "1,234,567.89", [1234567.89]],
    ["with millions and no decimals", "1.234.567", [1234567]],
    ["with a decimal comma", "2,5", [2.5]],
    ["with a decimal point", "2.5", [2.5]],
    ["with a sign before three digits, in both ways", "1.234", [1.234, 1234]],
    ["with a comma before three digits, in both ways", "1,234", [1.234, 1234]],
    ["with a sign that no thousands can have", "0,234", [0.234]],
    ["with more than three digits before the sign", "1234,567", [1234.567]],
    ["with spaces between thousands", "1 234 567", [1234567]],
    ["with a space that does not break", "12\u00a0500,75", [12500.75]],
    ["with apostrophes", "1'234'567.5", [1234567.5]],
    ["with spaces at its ends", "  42 ", [42]],
    ["without a whole part", ",5", [0.5]],
    ["without decimals after the sign", "5.", [5]],
    ["with a minus", "-3,2", [-3.2]],
    ["with a typographic minus and a space", "− 3,2", [-3.2]],
    ["with a plus", "+7", [7]],
    ["with an exponent", "1,5e3", [1500]],
  ])("%s: %s", (_, typed, values) => {
    expect(numbersOf(typed)).toEqual(values);
  });
});

describe("it is no number", () => {
  test.each([
    ...["", " ", "siete", "3/4", "10²", "½", "5 %", "5 km", "Q 5", "$5", "0x10", "1e999"],
    ...["1,23,456", "1.234.5", "1.234,5,6", "1,234.5.6", "1,234.567,8", "5.,", "--5", "-", "."],
    ...["1 2", "12 34", "1234 567", "1 234.567.890", "1.5 000", "Infinity", "NaN", "٣"],
  ])("%j", (typed) => {
    expect(numbersOf(typed)).toEqual([]);
  });
});

test("a text of a hundred thousand signs is judged at once", () => {
  const start = performance.now();
  for (const piece of ["1,", "1 ", "1.", "'", "1", " ", "-", "1e"]) {
    numbersOf(piece.repeat(100_000));
    numbersOf(`${piece.repeat(100_000)}x`);
  }
  expect(performance.now() - start).toBeLessThan(1000);
});
