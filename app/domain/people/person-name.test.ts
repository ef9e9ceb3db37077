import { expect, test } from "vitest";
import { HOSTILE_NAMES } from "#tests/factories/hostile-names.ts";
import { cleanName, nameProblem } from "./person-name.ts";

test.each(HOSTILE_NAMES)("$what", ({ typed, printed }) => {
  const name = cleanName(typed);
  expect(nameProblem(name) === null ? name : null).toBe(printed);
});

test.each([
  ["𝓐𝓷𝓪 𝐏é𝐫𝐞𝐳", "Ana Pérez"],
  ["Ａｎａ", "Ana"],
  ["A\u0301\u0301\u0301\u0301\u0301na", "Á\u0301\u0301na"],
])("%s becomes %s", (typed, expected) => {
  expect(cleanName(typed)).toBe(expected);
});

test("cleaning twice changes nothing more", () => {
  for (const { typed } of HOSTILE_NAMES) {
    expect(cleanName(cleanName(typed))).toBe(cleanName(typed));
  }
});
