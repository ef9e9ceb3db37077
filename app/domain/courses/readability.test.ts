import { describe, expect, test } from "vitest";
import { countSyllables, readability, splitSentences, wordsOf } from "./readability.ts";

describe("syllables", () => {
  test.each([
    ["casa", 2],
    ["ciudad", 2],
    ["país", 2],
    ["poeta", 3],
    ["aéreo", 4],
    ["público", 3],
    ["municipalidad", 6],
    ["guerra", 2],
    ["quien", 1],
    ["vergüenza", 3],
    ["muy", 1],
    ["ley", 1],
    ["leyes", 2],
    ["y", 1],
    ["2025", 2],
  ])("of %s are %i", (word, syllables) => {
    expect(countSyllables(word)).toBe(syllables);
  });
});

test("a number with separators is one word", () => {
  expect(wordsOf("Son 38 obras por Q4,860,000 en K'iche'")).toHaveLength(7);
});

test("an abbreviation and a list's colon: only the colon ends a sentence", () => {
  expect(splitSentences("Vea el art. 10 hoy. Haga esto: sume.")).toEqual([
    "Vea el art 10 hoy.",
    "Haga esto:",
    "sume.",
  ]);
});

describe("INFLESZ", () => {
  test("is 206.835 − 62.3·S/P − P/F", () => {
    // La-ca-sa-es-gran-de: 6 syllables, 4 words, 1 sentence.
    // 206.835 − 62.3 × 6/4 − 4/1 = 206.835 − 93.45 − 4 = 109.385
    expect(readability(["La casa es grande."]).inflesz).toBeCloseTo(109.385, 3);
  });

  test("averages words over the sentences of every block", () => {
    // El-a-gua-lle-ga (5 S, 3 P); la-mu-ni-ci-pa-li-dad-in-for-ma (10 S, 3 P); two sentences.
    // 206.835 − 62.3 × 15/6 − 6/2 = 206.835 − 155.75 − 3 = 48.085
    const { inflesz, words, sentences } = readability([
      "El agua llega",
      "La municipalidad informa.",
    ]);
    expect([words, sentences]).toEqual([6, 2]);
    expect(inflesz).toBeCloseTo(48.085, 3);
  });

  test("names the longest sentence", () => {
    expect(readability(["Uno dos. Uno dos tres."]).longest).toEqual({
      words: 3,
      text: "Uno dos tres.",
    });
  });
});
