import { describe, expect, test } from "vitest";
import { type BankItem, drawForm } from "./form.ts";
import type { AssessmentItem, Difficulty } from "./item.ts";

/** A sequence of its own for each seed (Park and Miller's minimal standard). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function bankItem(id: string, changes: Partial<AssessmentItem> = {}): BankItem {
  const choices = ["a", "b", "c", "d"].map((choice) => ({
    id: choice,
    text: choice,
    feedback: null,
  }));
  return {
    hash: `hash-${id}`,
    item: {
      id,
      title: id,
      interaction: "choice",
      prompt: id,
      choices,
      response: { correct: ["a"], mapping: { a: 1 } },
      feedback: null,
      objective: "o-1",
      difficulty: "media",
      countries: [],
      uses: ["exam"],
      ...changes,
    },
  };
}

const bankOf = (count: number, changes: Partial<AssessmentItem> = {}) =>
  Array.from({ length: count }, (_, index) =>
    bankItem(`${changes.objective ?? "o-1"}-${index + 1}`, changes),
  );

const draw = (input: Partial<Parameters<typeof drawForm>[0]>) =>
  drawForm({
    bank: bankOf(10),
    blueprint: [{ objective: "o-1", count: 4 }],
    country: "GT",
    exposure: new Map(),
    seen: new Set(),
    random: dice(7),
    ...input,
  });

const idsOf = (drawn: ReturnType<typeof drawForm>) => {
  if (!drawn.ok) throw new Error(JSON.stringify(drawn.shortage));
  return drawn.form.map(({ item }) => item);
};

describe("drawing a form", () => {
  test("takes of each cell its count, without repetition, for any dice", () => {
    const bank = [...bankOf(10), ...bankOf(10, { objective: "o-2" })];
    const blueprint = [
      { objective: "o-1", count: 4 },
      { objective: "o-2", count: 2 },
    ];
    for (let seed = 1; seed <= 200; seed += 1) {
      const ids = idsOf(draw({ bank, blueprint, random: dice(seed) }));
      expect(new Set(ids).size, `seed ${seed}`).toBe(6);
      expect(
        ids.filter((id) => id.startsWith("o-1")),
        `seed ${seed}`,
      ).toHaveLength(4);
    }
  });

  test("takes neither practice questions nor those of another country", () => {
    const bank = [
      bankItem("practica", { uses: ["lesson"] }),
      bankItem("chile", { countries: ["CL"] }),
      bankItem("guatemala", { countries: ["GT"] }),
      bankItem("ambos", { countries: ["GT", "CL"] }),
    ];
    const blueprint = [{ objective: "o-1", count: 2 }];
    expect(idsOf(draw({ bank, blueprint })).sort()).toEqual(["ambos", "guatemala"]);
    expect(draw({ bank, blueprint: [{ objective: "o-1", count: 3 }] })).toMatchObject({
      ok: false,
      shortage: { found: 2 },
    });
  });

  test("a person without a country gets what speaks to every country", () => {
    const bank = [
      bankItem("chile", { countries: ["CL"] }),
      bankItem("guatemala", { countries: ["GT"] }),
      bankItem("ambos", { countries: ["GT", "CL"] }),
    ];
    const blueprint = [{ objective: "o-1", count: 1 }];
    expect(idsOf(draw({ bank, blueprint, country: null }))).toEqual(["ambos"]);
  });

  test("shuffles the order of the options, but not that of true and false", () => {
    const orders = new Set<string>();
    for (let seed = 1; seed <= 50; seed += 1) {
      const drawn = draw({ random: dice(seed) });
      if (drawn.ok) orders.add((drawn.form[0]?.order ?? []).join(""));
    }
    expect(orders.size).toBeGreaterThan(10);
    const truth = ["true", "false"].map((id) => ({ id, text: "", feedback: null }));
    const bank = bankOf(4, { interaction: "true-false", choices: truth });
    const drawn = draw({ bank });
    expect(drawn.ok && drawn.form.map(({ order }) => order.join())).toEqual(
      Array(4).fill("true,false"),
    );
  });

  test("asks new items first, then the least asked", () => {
    const exposure = new Map(bankOf(10).map(({ item }, index) => [item.id, index]));
    const seen = new Set(["o-1-1", "o-1-2"]);
    expect(idsOf(draw({ exposure, seen })).sort()).toEqual(["o-1-3", "o-1-4", "o-1-5", "o-1-6"]);
  });

  test("with a pool of five times the form no item reaches an exposure of 0.25", () => {
    const exposure = new Map<string, number>();
    const recent: string[][] = [];
    const total = new Map<string, number>();
    const random = dice(11);
    for (let round = 0; round < 1000; round += 1) {
      const ids = idsOf(draw({ bank: bankOf(20), exposure, random }));
      recent.push(ids);
      for (const id of ids) {
        exposure.set(id, (exposure.get(id) ?? 0) + 1);
        total.set(id, (total.get(id) ?? 0) + 1);
      }
      const old = recent.length > 100 ? (recent.shift() ?? []) : [];
      for (const id of old) exposure.set(id, (exposure.get(id) ?? 0) - 1);
    }
    expect(Math.max(...total.values()) / 1000).toBeLessThanOrEqual(0.25);
  });

  test("spreads a cell over the difficulties there are", () => {
    const of = (difficulty: Difficulty) =>
      bankOf(6).map(({ item }) => bankItem(`${difficulty}-${item.id}`, { difficulty }));
    const bank = [...of("facil"), ...of("media"), ...of("dificil")];
    const ids = idsOf(draw({ bank, blueprint: [{ objective: "o-1", count: 3 }] }));
    expect(ids.map((id) => id.split("-")[0]).sort()).toEqual(["dificil", "facil", "media"]);
  });
});
