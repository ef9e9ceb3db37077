import type { ItemFacts, Sitting } from "#app/domain/psychometrics/sitting.ts";

/** A sitting in which nothing but right and wrong is known: `{ q1: 1, q2: 0 }`. */
export function sitting(scores: Record<string, number>): Sitting {
  return {
    answers: Object.entries(scores).map(([hash, score]) => ({
      hash,
      score,
      response: [score === 1 ? "b" : "a"],
      seconds: null,
    })),
  };
}

/** Facts of items without options. */
export const plainItems = (hashes: readonly string[]): ItemFacts[] =>
  hashes.map((hash) => ({ hash, options: null, words: 30 }));

/** A draw from N(0, 1) (Box & Muller). */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
