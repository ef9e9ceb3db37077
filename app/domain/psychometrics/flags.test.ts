import { describe, expect, test } from "vitest";
import type { ClassicalItem } from "./classical/item.ts";
import type { OptionRow } from "./classical/options.ts";
import { flagsOf, THRESHOLDS } from "./flags.ts";

const facts = { hash: "q", options: null, words: 60 };

const good: ClassicalItem = {
  hash: "q",
  n: 200,
  p: 0.7,
  r: 0.4,
  exposure: 0.2,
  seconds: 40,
  timed: 200,
  options: null,
};

const codes = (changes: Partial<ClassicalItem>, forms = 1000) =>
  flagsOf({ ...good, ...changes }, facts, forms).map(({ code }) => code);

const option = (id: string | null, changes: Partial<OptionRow> = {}): OptionRow => ({
  id,
  right: false,
  n: 30,
  share: 0.15,
  r: -0.2,
  byGroup: { bottom: 15, middle: 10, top: 5 },
  ...changes,
});

const withOptions = (...rows: OptionRow[]) => ({
  groups: { bottom: 54, middle: 92, top: 54 },
  rows,
});

const key = option("b", { right: true, share: 0.7, r: 0.4 });

test("an item that does its work has no flag", () => {
  const options = withOptions(option("a"), key, option("c"), option(null, { share: 0.01 }));
  expect(codes({ options })).toEqual([]);
});

describe("each flag begins at its threshold", () => {
  test.each([
    ["too-hard", { p: 0.34 }, { p: 0.35 }],
    ["too-easy", { p: 0.95 }, { p: 0.94 }],
    ["low", { r: 0.19 }, { r: 0.2 }],
    ["negative", { r: -0.01 }, { r: 0.2 }],
    ["too-exposed", { exposure: 0.251 }, { exposure: 0.25 }],
    // 60 words are 12.9 s at 278 a minute.
    ["too-quick", { seconds: 6.4 }, { seconds: 6.5 }],
  ] as const)("%s", (code, wrong, right) => {
    expect(codes(wrong)).toEqual([code]);
    expect(codes(right)).toEqual([]);
  });
});

test("a flag is silent below its least number of persons", () => {
  const wrong = { p: 0.1, r: -0.3, exposure: 0.9, seconds: 1 };
  expect(codes({ ...wrong, n: 49, timed: 49 }, 99)).toEqual([]);
  expect(codes({ ...wrong, n: 50, timed: 50 }, 100)).toEqual([
    "too-hard",
    "too-exposed",
    "too-quick",
  ]);
  expect(codes({ ...wrong, n: 100, timed: 49 }, 99)).toEqual(["negative", "too-hard"]);
});

describe("options", () => {
  test("one that draws those who know most is named", () => {
    const options = withOptions(option("a", { r: 0.06 }), key, option("c"));
    expect(flagsOf({ ...good, options }, facts, 1000)).toEqual([
      { code: "attracts-best", value: 0.06, option: "a" },
    ]);
  });

  test("one whose takers do better than those of a weak key is named too", () => {
    const options = withOptions(option("a", { r: 0.03 }), { ...key, r: 0.02 });
    expect(codes({ r: 0.02, options })).toEqual(["attracts-best", "low"]);
  });

  test("one that hardly anybody takes is named, and not for drawing the best", () => {
    const options = withOptions(key, option("c", { share: 0.02, r: 0.3 }));
    expect(codes({ options })).toEqual(["unused-option"]);
  });

  test("blanks are no option", () => {
    expect(codes({ options: withOptions(key, option(null, { r: 0.3 })) })).toEqual([]);
  });

  test("a key that the best avoid for another option is perhaps wrong", () => {
    const loved = option("a", { r: 0.3, byGroup: { bottom: 5, middle: 10, top: 40 } });
    const shunned = { ...key, r: -0.3, byGroup: { bottom: 40, middle: 10, top: 5 } };
    const options = withOptions(loved, shunned);
    expect(flagsOf({ ...good, r: -0.3, options }, facts, 1000)).toEqual([
      { code: "wrong-key", value: 0.3, option: "a" },
      { code: "negative", value: -0.3 },
      { code: "attracts-best", value: 0.3, option: "a" },
    ]);
  });
});

test("every threshold names its source", () => {
  for (const { source } of Object.values(THRESHOLDS))
    expect(source).toMatch(/https:|\d{4}|rule|Ours/);
});
