import { describe, expect, test } from "vitest";
import { likenesses } from "./similarity.ts";

const texts = (...given: string[]) => given.map((text, index) => ({ id: String(index), text }));

describe("texts that say nearly the same", () => {
  test("are found with a word changed, and others are not", () => {
    const found = likenesses(
      texts(
        "cuanta agua potable usa al dia un vecino del municipio",
        "quien aprueba el presupuesto del municipio",
        "cuanta agua potable usa al dia una persona del municipio",
        "cuanta agua potable usa al dia un vecino del municipio",
      ),
      0.55,
    );
    expect(found.map(({ one, other }) => [one, other])).toEqual([
      ["0", "3"],
      ["0", "2"],
      ["2", "3"],
    ]);
    expect(found[0]?.similarity).toBe(1);
  });

  test("whatever signs stand between their words", () => {
    const [pair] = likenesses(texts("¿uno, dos tres?", "uno dos (tres)"), 0.9);
    expect(pair?.similarity).toBe(1);
  });

  test("every pair that similar is found: the same as comparing all with all", () => {
    const words = Array.from({ length: 12 }, (_, index) => `palabra${index}`);
    const all = texts(
      ...Array.from({ length: 60 }, (_, index) =>
        words.filter((_, at) => (index * 7 + at * at) % 5 !== 0).join(" "),
      ),
    );
    const pairs = all.flatMap((one, index) => all.slice(index + 1).map((other) => [one, other]));
    const alike = pairs.filter(([one, other]) => likeness(one?.text, other?.text) >= 0.7);
    expect(alike.length).toBeGreaterThan(10);
    expect(likenesses(all, 0.7)).toHaveLength(Math.min(alike.length, 500));
  });

  /** Jaccard similarity as its definition says. */
  function likeness(one = "", other = ""): number {
    const [first, second] = [one, other].map((text) => {
      const words = text.split(" ");
      return new Set([...words, ...words.slice(1).map((word, at) => `${words[at]} ${word}`)]);
    }) as [Set<string>, Set<string>];
    const common = [...first].filter((piece) => second.has(piece)).length;
    return common / (first.size + second.size - common);
  }

  test("ten thousand are compared in a few seconds, in little memory", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => {
      const own = Array.from({ length: 40 }, (_, at) => `p${(index * 31 + at * at * 17) % 900}`);
      return { id: String(index), text: own.join(" ") };
    });
    const before = performance.now();
    likenesses(many, 0.7);
    expect(performance.now() - before).toBeLessThan(20_000);
  });
});
