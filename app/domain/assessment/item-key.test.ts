import { describe, expect, test } from "vitest";
import { itemOf, SAMPLES } from "#tests/factories/items.ts";
import { INTERACTIONS } from "./item.ts";
import { type KeyWords, keyRows, partText } from "./item-key.ts";
import { isHumanScored } from "./scoring.ts";

const words: KeyWords = {
  ...{ true: "Verdadero", false: "Falso", anyOther: "Cualquier otro" },
  number: (value) => String(value).replace(".", ","),
};
const scored = INTERACTIONS.filter((interaction) => !isHumanScored({ interaction }));

describe.each(scored)("the key of %s", (interaction) => {
  const { item } = SAMPLES[interaction];
  const rows = keyRows(item, words);

  test("has rows that are told apart, and shows the id of nothing", () => {
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    const ids = new Set([...item.choices, ...(item.sources ?? [])].map(({ id }) => id));
    for (const { what } of rows) expect(ids.has(what)).toBe(false);
  });
});

test.each(["multiple-response", "match"] as const)("the key of %s adds up to the whole", (kind) => {
  const worths = keyRows(SAMPLES[kind].item, words).map(({ worth }) => Math.max(0, worth ?? 0));
  expect(worths.reduce((sum, worth) => sum + worth, 0)).toBeCloseTo(1, 5);
});

test("a true or false part is told in words, and pairs by what they pair", () => {
  expect(partText(SAMPLES["true-false"].item, "true", words)).toBe("Verdadero");
  const { item, right } = SAMPLES.match;
  const [first = ""] = right;
  const source = item.sources?.find(({ id }) => first.startsWith(`${id} `));
  expect(partText(item, first, words)).toMatch(`${source?.text} → `);
});

test("what is ordered is told in its order, whatever order the bank has", () => {
  const choices = ["a", "b"].map((id) => ({ id, text: `Paso ${id}`, feedback: null }));
  const response = { correct: ["a 2", "b 1"], mapping: { "a 2": 0.5, "b 1": 0.5 } };
  const item = itemOf({ interaction: "order", choices, response });
  expect(keyRows(item, words).map(({ what }) => what)).toEqual(["1. Paso b", "2. Paso a"]);
});

test("a range of numbers names its ends in the first unit", () => {
  const numbers = [
    { from: 1.5, to: 2, score: 1, feedback: null },
    { from: 3, to: 3, score: 0.5, feedback: null },
  ];
  const entry = { units: [{ name: "km", factor: 1 }] };
  const item = itemOf({
    interaction: "numeric",
    entry,
    response: { correct: [], mapping: {}, numbers },
  });
  expect(keyRows(item, words).map(({ what }) => what)).toEqual(["1,5 – 2 km", "3 km"]);
});
