import { describe, expect, test } from "vitest";
import { blueprintWeights, outcomeOf, type Rating, standing } from "./panel.ts";

const items = [1, 2].map((position) => ({ position, hash: `h${position}`, weight: 1 }));

const rated = (judge: string, percents: number[], round: 1 | 2 = 1): Rating[] =>
  percents.map((percent, place) => ({ judge, round, position: place + 1, percent }));

describe("the cut of a panel", () => {
  test("is the mean of the judges' sums, with their standard error (by hand)", () => {
    const ratings = [...rated("a", [50, 70]), ...rated("b", [60, 90]), ...rated("c", [40, 50])];

    const outcome = outcomeOf(items, ["a", "b", "c"], ratings);

    // Sums of 1.20, 1.50 and 0.90 of 2 points: 0.60, 0.75, 0.45.
    expect(outcome).toMatchObject({ judges: 3, points: 2 });
    expect(outcome?.cut).toBeCloseTo(0.6, 12);
    expect(outcome?.sd).toBeCloseTo(0.15, 12);
    expect(outcome?.se).toBeCloseTo(0.15 / Math.sqrt(3), 12);
    expect(outcome?.cuts.map((cut) => Number(cut.toFixed(12)))).toEqual([0.45, 0.6, 0.75]);
    expect(outcome?.items).toEqual([
      { position: 1, hash: "h1", mean: 50, sd: expect.closeTo(10, 9), least: 40, most: 60 },
      { position: 2, hash: "h2", mean: 70, sd: expect.closeTo(20, 9), least: 50, most: 90 },
    ]);
  });

  test("takes the second round where there is one, and the first elsewhere", () => {
    const ratings = [...rated("a", [50, 70]), ...rated("a", [80], 2)];
    expect([...standing(ratings, "a")]).toEqual([
      [1, 80],
      [2, 70],
    ]);
    expect(outcomeOf(items, ["a"], ratings)).toMatchObject({ cut: 0.75, sd: null, se: null });
  });

  test("leaves out who did not rate every item, and who is no judge", () => {
    const ratings = [...rated("a", [50, 70]), ...rated("b", [99]), ...rated("x", [99, 99])];
    expect(outcomeOf(items, ["a", "b"], ratings)).toMatchObject({ judges: 1, cut: 0.6 });
    expect(outcomeOf(items, ["b"], ratings)).toBeNull();
  });

  test("weighs an item by the points it stands for", () => {
    const weighed = [
      { position: 1, hash: "h1", weight: 3 },
      { position: 2, hash: "h2", weight: 1 },
    ];
    expect(outcomeOf(weighed, ["a"], rated("a", [100, 0]))).toMatchObject({ cut: 0.75, points: 4 });
  });
});

describe("the points that an item of a bank stands for", () => {
  const item = (objective: string, difficulty = "media") => ({ objective, difficulty });

  test("are its part of each cell it fits, and add up to the form", () => {
    const bank = [item("o-1"), item("o-1", "dificil"), item("o-2"), item("o-3")];
    const blueprint = [
      { objective: "o-1", count: 2 },
      { objective: "o-1", difficulty: "dificil" as const, count: 1 },
      { objective: "o-2", count: 3 },
    ];
    expect(blueprintWeights(bank, blueprint)).toEqual([1, 2, 3, 0]);
  });

  test("are shared by the countries that have a cell each, as a form has one of them", () => {
    const bank = [item("o-1"), item("o-gt"), item("o-cl"), item("o-cl")];
    const blueprint = [
      { objective: "o-1", count: 3 },
      { objective: "o-gt", count: 2, countries: ["GT" as const] },
      { objective: "o-cl", count: 2, countries: ["CL" as const] },
    ];
    expect(blueprintWeights(bank, blueprint)).toEqual([3, 1, 0.5, 0.5]);
  });

  test("are not known when a cell has no item", () => {
    expect(blueprintWeights([item("o-1")], [{ objective: "o-2", count: 1 }])).toBeNull();
  });
});
