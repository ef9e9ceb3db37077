import { describe, expect, test } from "vitest";
import { dice } from "#tests/factories/seed.ts";
import { type BankItem, drawForm, type Exposure } from "./form.ts";

const CELLS = [2, 3, 4];
const FORMS = 1000;
/** As many as the query that counts the exposure looks back. */
const WINDOW = 400;

/** Three cells, each with five times the items that a form takes of it. */
const bank: BankItem[] = CELLS.flatMap((count, cell) =>
  Array.from({ length: count * 5 }, (_, index) => {
    const id = `o-${cell}-${index}`;
    return {
      hash: id,
      item: {
        ...{ id, title: id, prompt: id, interaction: "choice", choices: [], feedback: null },
        ...{ objective: `o-${cell}`, difficulty: "media", countries: [], uses: ["exam"] },
        response: { correct: ["a"], mapping: { a: 1 } },
      },
    } as BankItem;
  }),
);
const blueprint = CELLS.map((count, cell) => ({ objective: `o-${cell}`, count }));

/**
 * Draws a thousand forms, `together` of them at a time with the same exposure before them; each
 * person draws three of them. Answers the share of the most asked item in all, and in one batch.
 */
function peaks(seed: number, together: number) {
  const random = dice(seed);
  const forms: string[][] = [];
  const people = Array.from({ length: Math.ceil(FORMS / 3) }, () => new Set<string>());
  let inOneBatch = 0;
  while (forms.length < FORMS) {
    const exposure = exposureOf(forms.slice(-WINDOW));
    const size = Math.min(together, FORMS - forms.length);
    const batch = Array.from({ length: size }, (_, index) => {
      const seen = people[(forms.length + index) % people.length] ?? new Set();
      const rules = { exposureLimit: 0.25, shuffleChoices: true };
      const drawn = drawForm({ bank, blueprint, country: "GT", exposure, seen, random, rules });
      if (!drawn.ok) throw new Error(JSON.stringify(drawn.shortage));
      const ids = drawn.form.map(({ item }) => item);
      for (const id of ids) seen.add(id);
      return ids;
    });
    forms.push(...batch);
    inOneBatch = Math.max(inOneBatch, mostAsked(batch));
  }
  return { inAll: mostAsked(forms), inOneBatch };
}

function exposureOf(forms: readonly string[][]): Exposure {
  const times = new Map<string, number>();
  for (const id of forms.flat()) times.set(id, (times.get(id) ?? 0) + 1);
  return { forms: forms.length, times };
}

const mostAsked = (forms: readonly string[][]): number =>
  Math.max(...exposureOf(forms).times.values()) / forms.length;

describe.each([20261121, 7, 48_271])(
  "with a pool of five times the form in each cell, over a thousand forms, seed %i",
  (seed) => {
    test("no item is asked in more than 0.25 of them, one after another", () => {
      expect(peaks(seed, 1).inAll).toBeLessThanOrEqual(0.25);
    });

    test.each([20, 100, 200])("nor with %i who start at the same moment", (together) => {
      const { inAll, inOneBatch } = peaks(seed, together);
      expect(inAll).toBeLessThanOrEqual(0.25);
      // Nor do they all get the same items: the most asked one comes to this by chance alone, when
      // each is asked with a probability of 0.25 (five standard deviations).
      const chance = 0.25 + 5 * Math.sqrt((0.25 * 0.75) / together);
      expect(inOneBatch).toBeLessThan(Math.max(chance, 0.5));
    });
  },
);
