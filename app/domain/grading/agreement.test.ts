import { describe, expect, test } from "vitest";
import {
  agreement,
  DEFAULT_RULE,
  FEWEST_PAIRS,
  type GivenMark,
  type MarkingRule,
  roleOf,
  standing,
  weightedKappa,
} from "./agreement.ts";

const NOW = new Date("2026-11-21T10:00:00Z");
const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);
const mark = (grader: string, share: number, more: Partial<GivenMark> = {}): GivenMark => ({
  ...{ grader, share, kind: "independent", at: NOW },
  ...more,
});
const DOUBLE: MarkingRule = { ...DEFAULT_RULE, graders: 2 };
const ask = (marks: GivenMark[], more: Partial<Parameters<typeof standing>[0]> = {}) =>
  standing({ rule: DOUBLE, marks, graders: ["ana", "luis", "eva"], now: NOW, ...more });

describe("one mark", () => {
  test("settles a response where one is asked for", () => {
    expect(ask([mark("ana", 0.6)], { rule: DEFAULT_RULE })).toEqual({
      ...{ is: "settled", share: 0.6, basis: "single" },
    });
  });

  test("waits for the second where two are, until the days of patience have gone by", () => {
    const marks = [mark("ana", 0.6)];
    expect(ask(marks)).toEqual({ is: "waits", for: "second-mark", until: days(5) });
    expect(ask(marks, { now: days(4.99) }).is).toBe("waits");
    expect(ask(marks, { now: days(5) })).toMatchObject({ basis: "no-second-in-time", share: 0.6 });
  });

  test("stands alone at once where nobody else may mark", () => {
    expect(ask([mark("ana", 0.6)], { graders: ["ana"] })).toMatchObject({
      basis: "no-second-person",
    });
  });

  test("is the grader's latest, and the wait is counted from their first", () => {
    const marks = [mark("ana", 0.9, { at: days(3) }), mark("ana", 0.2)];
    expect(ask(marks, { rule: DEFAULT_RULE })).toMatchObject({ share: 0.9 });
    expect(ask(marks, { now: days(4) })).toMatchObject({ until: days(5) });
  });
});

describe("two marks", () => {
  test("within the tolerance give their mean, whoever came first", () => {
    for (const marks of [
      [mark("ana", 0.8), mark("luis", 0.7)],
      [mark("luis", 0.7), mark("ana", 0.8)],
    ]) {
      expect(ask(marks)).toEqual({ is: "settled", share: 0.75, basis: "agreed" });
    }
  });

  test("too far apart wait for a third person, who decides", () => {
    const marks = [mark("ana", 0.9), mark("luis", 0.5)];
    expect(ask(marks)).toMatchObject({ is: "waits", for: "decision" });
    const decided = ask([...marks, mark("eva", 0.6, { kind: "deciding" })]);
    expect(decided).toEqual({ is: "settled", share: 0.6, basis: "decided" });
  });

  test("too far apart give their mean where there is no third person, or none comes", () => {
    const marks = [mark("ana", 0.9), mark("luis", 0.5)];
    expect(ask(marks, { graders: ["luis", "ana"] })).toMatchObject({
      ...{ share: 0.7, basis: "no-third-person" },
    });
    expect(ask(marks, { now: days(5) })).toMatchObject({ basis: "no-third-in-time" });
  });
});

describe("who may mark", () => {
  const roles = (marks: GivenMark[], rule = DOUBLE) =>
    ["ana", "luis", "eva"].map((who) => roleOf(who, marks, ask(marks, { rule })));

  test("anybody a response that nobody has, or that waits for a second mark", () => {
    expect(roles([])).toEqual(["independent", "independent", "independent"]);
    expect(roles([mark("ana", 1)])).toEqual(["independent", "independent", "independent"]);
  });

  test("only who marked it once it is settled, and nobody once two marks are known", () => {
    expect(roles([mark("ana", 1)], DEFAULT_RULE)).toEqual(["independent", null, null]);
    expect(roles([mark("ana", 1), mark("luis", 1)])).toEqual([null, null, null]);
  });

  test("only a third person where two marks are too far apart, and once", () => {
    const marks = [mark("ana", 1), mark("luis", 0)];
    expect(roles(marks)).toEqual([null, null, "deciding"]);
    expect(roles([...marks, mark("eva", 1, { kind: "deciding" })])).toEqual([null, null, null]);
  });
});

test("agreement is not told of fewer pairs than it needs", () => {
  const pairs = Array.from({ length: FEWEST_PAIRS }, (_, index) => ({
    first: 0.5,
    second: index < 15 ? 0.5 : index < 24 ? 0.6 : 0.9,
  }));
  expect(agreement(pairs.slice(1), 0.1)).toEqual({ n: 29, exact: null, within: null });
  expect(agreement(pairs, 0.1)).toEqual({ n: 30, exact: 0.5, within: 0.8 });
});

/** So many pairs of each cell of a table of levels. */
const table = (rows: number[][]) =>
  rows.flatMap((row, first) =>
    row.flatMap((count, second) => Array.from({ length: count }, () => ({ first, second }))),
  );

describe("kappa", () => {
  test("of two levels is Cohen's own: (0.7 − 0.5) ÷ (1 − 0.5)", () => {
    // Observed agreement 35 of 50; by chance 0.5 × 0.6 + 0.5 × 0.4.
    const pairs = table([
      [20, 5],
      [10, 15],
    ]);
    expect(weightedKappa(pairs, 2)).toBeCloseTo(0.4, 12);
  });

  test("with quadratic weights is Pearson's correlation where both use the levels alike (Cohen 1968)", () => {
    const pairs = table([
      [6, 3, 1],
      [2, 9, 4],
      [2, 3, 10],
    ]);
    expect(weightedKappa(pairs, 3)).toBeCloseTo(pearson(pairs), 12);
  });

  test("is 1 for the same marks, −1 for opposite ones, and unknown when all are of one level", () => {
    expect(
      weightedKappa(
        table([
          [5, 0],
          [0, 5],
        ]),
        2,
      ),
    ).toBe(1);
    expect(
      weightedKappa(
        table([
          [0, 5],
          [5, 0],
        ]),
        2,
      ),
    ).toBe(-1);
    expect(weightedKappa(table([[9]]), 3)).toBeNull();
  });
});

function pearson(pairs: { first: number; second: number }[]): number {
  const n = pairs.length;
  const sum = (of: (pair: { first: number; second: number }) => number) =>
    pairs.reduce((total, pair) => total + of(pair), 0);
  const [x, y] = [sum(({ first }) => first) / n, sum(({ second }) => second) / n];
  const [xx, yy] = [sum(({ first }) => (first - x) ** 2), sum(({ second }) => (second - y) ** 2)];
  return sum(({ first, second }) => (first - x) * (second - y)) / Math.sqrt(xx * yy);
}
