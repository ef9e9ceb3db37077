import type { ScoredPattern } from "./conditional.ts";

/**
 * The largest set of items whose difficulties can be told from these answers: from each
 * there is a way to each other one by persons who had the one right and the next wrong.
 * Without that, conditional maximum likelihood has no finite or no single answer
 * (Fischer 1981, Psychometrika 46, 59–77). Items that all had right, or all wrong, and
 * items whose forms share nothing with the others fall out by it.
 */
export function comparableItems(patterns: readonly ScoredPattern[], items: number): Set<number> {
  const beats = Array.from({ length: items }, () => new Set<number>());
  const beatenBy = Array.from({ length: items }, () => new Set<number>());
  for (const { items: asked, scores } of patterns) {
    const right = asked.filter((_, place) => scores[place] === 1);
    const wrong = asked.filter((_, place) => scores[place] === 0);
    for (const one of right) {
      for (const other of wrong) {
        beats[one]?.add(other);
        beatenBy[other]?.add(one);
      }
    }
  }
  let largest = new Set<number>();
  const placed = new Set<number>();
  for (let start = 0; start < items; start += 1) {
    if (placed.has(start)) continue;
    const forwards = reached(start, beats);
    const backwards = reached(start, beatenBy);
    const together = new Set([...forwards].filter((item) => backwards.has(item)));
    for (const item of together) placed.add(item);
    if (together.size > largest.size) largest = together;
  }
  return largest.size > 1 ? largest : new Set();
}

function reached(start: number, edges: readonly ReadonlySet<number>[]): Set<number> {
  const found = new Set([start]);
  const waiting = [start];
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    for (const next of edges[item] ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      waiting.push(next);
    }
  }
  return found;
}
