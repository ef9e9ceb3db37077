import { describe, expect, test } from "vitest";
import { dice } from "#tests/factories/seed.ts";
import { normal, sitting } from "#tests/factories/sittings.ts";
import { calibrateRasch, calibrateTwoParameter } from "./calibration.ts";
import { comparableItems } from "./rasch/connected.ts";
import { inclusions, symmetricFunctions } from "./rasch/symmetric-functions.ts";
import type { Sitting } from "./sitting.ts";
import { normalNodes } from "./two-parameter/quadrature.ts";

const rest = async () => {};

/** Persons who are each asked `length` items drawn from the bank, all with one slope or their own. */
function simulated(
  random: () => number,
  bank: readonly { hash: string; a: number; b: number }[],
  { persons, length }: { persons: number; length: number },
): Sitting[] {
  return Array.from({ length: persons }, () => {
    const ability = normal(random);
    const drawn = [...bank]
      .map((item) => ({ item, at: random() }))
      .sort((one, other) => one.at - other.at)
      .slice(0, length);
    return sitting(
      Object.fromEntries(
        drawn.map(({ item: { hash, a, b } }) => {
          const chance = 1 / (1 + Math.exp(-a * (ability - b)));
          return [hash, random() < chance ? 1 : 0];
        }),
      ),
    );
  });
}

describe("the Rasch model on forms drawn at random", () => {
  const seed = Math.floor(Math.random() * 2 ** 31);

  test(`finds the difficulties it was made of, within four standard errors (seed ${seed})`, async () => {
    const random = dice(seed);
    const bank = Array.from({ length: 20 }, (_, index) => ({
      hash: `q${index}`,
      a: 1,
      b: (index - 9.5) / 5,
    }));

    const { items } = await calibrateRasch(
      simulated(random, bank, { persons: 1500, length: 8 }),
      rest,
    );

    for (const { hash, b } of bank) {
      const found = items.get(hash);
      if (!found?.ok) throw new Error(`${hash}: ${found?.reason}`);
      const { difficulty, se } = found.value;
      expect(Math.abs(difficulty - b) / se, hash).toBeLessThan(4);
      expect(se).toBeGreaterThan(0.05);
      expect(se).toBeLessThan(0.2);
    }
  });

  test(`the two-parameter model finds which items discriminate (seed ${seed})`, async () => {
    const random = dice(seed);
    const bank = Array.from({ length: 10 }, (_, index) => ({
      hash: `q${index}`,
      a: index % 2 === 0 ? 0.6 : 1.8,
      b: (index - 4.5) / 4,
    }));

    const { items } = await calibrateTwoParameter(
      simulated(random, bank, { persons: 3000, length: 7 }),
      rest,
    );

    const slopes = bank.map(({ hash }) => {
      const found = items.get(hash);
      if (!found?.ok) throw new Error(`${hash}: ${found?.reason}`);
      return found.value.a;
    });
    const [flat, steep] = [0, 1].map((odd) => slopes.filter((_, index) => index % 2 === odd));
    expect(Math.max(...(flat as number[]))).toBeLessThan(Math.min(...(steep as number[])));
  });
});

describe("an item without an estimate says why", () => {
  const many = (scores: Record<string, number>, times: number) =>
    Array.from({ length: times }, () => sitting(scores));
  const both = [...many({ x: 1, y: 0 }, 150), ...many({ x: 0, y: 1 }, 50)];

  test("two items of 200 responses have one", async () => {
    const { items } = await calibrateRasch(both, rest);
    // log(150 / 50) apart, whoever the persons are.
    expect(items.get("y")).toEqual({
      ok: true,
      value: {
        difficulty: expect.closeTo(Math.log(3) / 2, 8),
        se: expect.closeTo(Math.sqrt(1 / 150 + 1 / 50) / 2, 8),
      },
    });
  });

  test.each([
    ["few-responses", both.slice(1), "x"],
    ["partial-credit", [...both, sitting({ x: 0.5, y: 0 })], "x"],
    ["not-comparable", many({ x: 1, y: 0 }, 200), "x"],
    ["not-comparable", [...both, ...many({ z: 1, w: 0 }, 200)], "z"],
  ] as const)("%s", async (reason, sittings, hash) => {
    const { items } = await calibrateRasch(sittings, rest);
    expect(items.get(hash)).toEqual({ ok: false, reason });
  });
});

test("the larger of two sets of items that no form joins is calibrated", () => {
  const pair = (one: number, other: number) => [
    { items: [one, other], scores: [1, 0], persons: 1 },
    { items: [one, other], scores: [0, 1], persons: 1 },
  ];
  expect(comparableItems([...pair(0, 1), ...pair(2, 3), ...pair(3, 4)], 5)).toEqual(
    new Set([2, 3, 4]),
  );
});

test("symmetric functions are the coefficients of Π (1 + εx)", () => {
  expect([...symmetricFunctions([1, 2, 3])]).toEqual([1, 6, 11, 6]);
});

test("of two taken of 1, 2 and 3, each pair has the chance of its product", () => {
  const [two] = inclusions([1, 2, 3], [2]);
  // 1·2, 1·3 and 2·3, of 11.
  expect(two?.gamma).toBe(11);
  expect([...(two?.single ?? [])].map((chance) => Math.round(11 * chance))).toEqual([5, 8, 9]);
  expect([...(two?.joint ?? [])].map((chance) => Math.round(11 * chance))).toEqual([
    ...[0, 2, 3],
    ...[2, 0, 6],
    ...[3, 6, 0],
  ]);
});

test("the nodes integrate the moments of the normal distribution", () => {
  const nodes = normalNodes(41);
  const moment = (power: number) =>
    nodes.reduce((total, { x, weight }) => total + weight * x ** power, 0);
  for (const [power, expected] of [
    [0, 1],
    [1, 0],
    [2, 1],
    [4, 3],
    [6, 15],
  ] as const)
    expect(moment(power)).toBeCloseTo(expected, 9);
});
