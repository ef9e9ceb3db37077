import { describe, expect, test } from "vitest";
import { dice } from "#tests/factories/seed.ts";
import { type BankItem, drawForm, type Exposure, NO_EXPOSURE, stillDraws } from "./form.ts";
import type { AssessmentItem, Difficulty } from "./item.ts";

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
    exposure: NO_EXPOSURE,
    seen: new Set(),
    random: dice(7),
    rules: { exposureLimit: 0.25, shuffleChoices: true },
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

  test("leaves the options as they were written where the exam says so, but not what is put in order", () => {
    const rules = { exposureLimit: 0.25, shuffleChoices: false };
    const written = draw({ rules });
    expect(written.ok && written.form.map(({ order }) => order.join())).toEqual(
      Array(4).fill("a,b,c,d"),
    );
    const bank = bankOf(4, { interaction: "order" });
    const orders = [1, 2, 3].flatMap((seed) => {
      const drawn = draw({ bank, rules, random: dice(seed) });
      return drawn.ok ? drawn.form.map(({ order }) => order.join()) : [];
    });
    expect(new Set(orders).size).toBeGreaterThan(3);
  });

  test("asks what is new to the person first, and last what reached the exposure limit", () => {
    const ids = bankOf(10).map(({ item }) => item.id);
    const times = new Map(ids.map((id, index) => [id, index < 4 ? 25 : 24]));
    const exposure: Exposure = { forms: 100, times };
    const seen = new Set(ids.slice(4, 8));
    const blueprint = [{ objective: "o-1", count: 6 }];
    for (let seed = 1; seed <= 50; seed += 1) {
      const drawn = idsOf(draw({ blueprint, exposure, seen, random: dice(seed) }));
      expect(drawn.sort(), `seed ${seed}`).toEqual(ids.slice(4).sort());
    }
    const two = draw({ blueprint: [{ objective: "o-1", count: 2 }], exposure, seen });
    expect(idsOf(two).sort()).toEqual(ids.slice(8).sort());
  });

  test("an item that was asked less is likelier, and not certain", () => {
    const rare = bankOf(4).map(({ item }) => item.id);
    const times = new Map(bankOf(10).map(({ item: { id } }) => [id, rare.includes(id) ? 2 : 22]));
    let drawn = 0;
    for (let seed = 1; seed <= 500; seed += 1) {
      const ids = idsOf(draw({ exposure: { forms: 100, times }, random: dice(seed * 7919) }));
      drawn += ids.filter((id) => rare.includes(id)).length;
    }
    expect(drawn / 2000).toBeGreaterThan(0.45);
    expect(drawn / 2000).toBeLessThan(0.8);
  });

  test("spreads a cell over the difficulties there are", () => {
    const of = (difficulty: Difficulty) =>
      bankOf(6).map(({ item }) => bankItem(`${difficulty}-${item.id}`, { difficulty }));
    const bank = [...of("facil"), ...of("media"), ...of("dificil")];
    const ids = idsOf(draw({ bank, blueprint: [{ objective: "o-1", count: 3 }] }));
    expect(ids.map((id) => id.split("-")[0]).sort()).toEqual(["dificil", "facil", "media"]);
  });
});

describe("a bank without one of its items", () => {
  const blueprint = [{ objective: "o-1", count: 2 }];
  const rules = { blueprint, exposureLimit: 0.5, shuffleChoices: true };

  test("still makes a form where others fill the cell", () => {
    expect(stillDraws(bankOf(3), "hash-o-1-1", rules)).toBe(true);
    expect(stillDraws(bankOf(2), "hash-o-1-1", rules)).toBe(false);
  });

  test("is judged country by country, and not blamed for a form it never made", () => {
    const chilean = bankItem("cl", { countries: ["CL"] });
    const bank = [...bankOf(1), chilean, bankItem("gt", { countries: ["GT"] })];
    expect(stillDraws(bank, "hash-cl", rules)).toBe(false);
    expect(stillDraws([...bank, bankItem("más")], "hash-cl", rules)).toBe(true);
  });
});
