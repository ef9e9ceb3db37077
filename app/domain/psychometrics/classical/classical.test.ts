import { describe, expect, test } from "vitest";
import { sitting } from "#tests/factories/sittings.ts";
import { type ItemFacts, secondsOf } from "../sitting.ts";
import { classicalExam } from "./exam.ts";
import { classicalItems } from "./item.ts";

const facts = (hash: string): ItemFacts => ({
  hash,
  options: [
    { id: "a", right: false },
    { id: "b", right: true },
    { id: "c", right: false },
  ],
  words: 30,
});

describe("an exam in which all answer the same items", () => {
  const four = [
    sitting({ x: 1, y: 1, z: 1 }),
    sitting({ x: 1, y: 1, z: 0 }),
    sitting({ x: 1, y: 0, z: 0 }),
    sitting({ x: 0, y: 0, z: 0 }),
  ];

  test("has mean, standard deviation, alpha and its error (by hand)", () => {
    const exam = classicalExam(four);

    expect(exam).toMatchObject({ n: 4, length: 3, mean: expect.closeTo(0.5, 12) });
    expect(exam.sd * 3).toBeCloseTo(Math.sqrt(5 / 3), 12);
    // 3/2 · (1 − (1/4 + 1/3 + 1/4) / (5/3))
    expect(exam.alpha).toEqual({ ok: true, value: expect.closeTo(0.75, 12) });
    expect(exam.sem).toEqual({ by: "alpha", value: expect.closeTo(exam.sd / 2, 12) });
    expect(exam.distribution).toEqual({ unit: "points", counts: [1, 1, 1, 1] });
  });

  test("compares each item with the rest, not with the whole", () => {
    const [x] = classicalItems(four, [facts("x")]);

    // Scores 1 1 1 0 against rests 2 1 0 0.
    expect(x).toMatchObject({ n: 4, p: 0.75, exposure: 1 });
    expect(x?.r).toBeCloseTo(0.75 / Math.sqrt(0.75 * 2.75), 12);
  });
});

describe("an exam of forms drawn at random", () => {
  const three = [sitting({ w: 1, x: 1 }), sitting({ x: 1, y: 0 }), sitting({ y: 0, z: 0 })];

  test("has no alpha, says why, and takes its error from the draw", () => {
    const exam = classicalExam(three);

    expect(exam.alpha).toEqual({ ok: false, reason: "different-items" });
    // Lord: √(x(k − x)/(k − 1)) points, 1 for the second person and 0 for the others.
    expect(exam.sem).toEqual({ by: "drawn-items", value: expect.closeTo(Math.sqrt(1 / 12), 12) });
    // MS within 1/6, MS between 2 · 1/4.
    expect(exam.generalizability).toEqual({ ok: true, value: expect.closeTo(2 / 3, 12) });
  });

  test("counts each item's exposure and its own persons", () => {
    const [x, missing] = classicalItems(three, [facts("x"), facts("none")]);

    expect(x).toMatchObject({ n: 2, p: 1, r: null, exposure: 2 / 3 });
    expect(missing).toMatchObject({ n: 0, p: 0, r: null, exposure: 0 });
  });

  test("of different lengths is shown by tenths, and has no coefficient", () => {
    const exam = classicalExam([...three, sitting({ w: 1, x: 1, y: 1 })]);

    expect(exam).toMatchObject({
      length: null,
      generalizability: { ok: false, reason: "different-lengths" },
      distribution: { unit: "tenths", counts: [1, 0, 0, 0, 0, 1, 0, 0, 0, 2] },
    });
  });
});

test("an exam that nobody sat has no statistics, and no error", () => {
  expect(classicalExam([])).toEqual({
    n: 0,
    length: null,
    mean: 0,
    sd: 0,
    alpha: { ok: false, reason: "too-few" },
    generalizability: { ok: false, reason: "too-few" },
    sem: null,
    distribution: { unit: "tenths", counts: new Array(10).fill(0) },
  });
});

test("options are counted by who did best, worst and between in the rest; blanks apart", () => {
  const people = Array.from({ length: 10 }, (_, place) => {
    const right = place >= 5;
    const response = place === 0 ? [] : right ? ["b"] : ["a"];
    const rest = Array.from({ length: 9 }, (_, item) => ({
      hash: `rest${item}`,
      score: item < place ? 1 : 0,
      response: [],
      seconds: null,
    }));
    const answer = { hash: "q", score: right ? 1 : 0, response, seconds: 10 * place };
    return { answers: [answer, ...rest] };
  });

  const [item] = classicalItems(people, [facts("q")]);

  expect(item?.seconds).toBe(45);
  expect(item?.options?.groups).toEqual({ bottom: 3, middle: 4, top: 3 });
  expect(item?.options?.rows.map(({ id, n, byGroup }) => [id, n, byGroup])).toEqual([
    ["a", 4, { bottom: 2, middle: 2, top: 0 }],
    ["b", 5, { bottom: 0, middle: 2, top: 3 }],
    ["c", 0, { bottom: 0, middle: 0, top: 0 }],
    [null, 1, { bottom: 1, middle: 0, top: 0 }],
  ]);
  expect(item?.options?.rows[1]?.r).toBeGreaterThan(0.8);
  expect(item?.options?.rows[2]?.r).toBeNull();
});

test("time is that between two answers, again if answered again, and none if saved together", () => {
  const at = (item: string, seconds: number) => ({ item, at: seconds * 1000 });

  const seconds = secondsOf(0, [at("a", 30), at("b", 50), at("a", 55), at("c", 80), at("d", 80.4)]);

  expect([...seconds]).toEqual([
    ["a", 35],
    ["b", 20],
    ["c", 25],
  ]);
});
