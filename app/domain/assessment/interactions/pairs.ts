import type { AssessmentItem, ItemResponse } from "../item.ts";
import { asScore, worth } from "./map-response.ts";

/** The second of each first; of a first that comes twice, the earlier one. */
export function pairsOf(response: ItemResponse): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const part of response) {
    const space = part.indexOf(" ");
    const first = part.slice(0, space);
    if (space > 0 && !pairs.has(first)) pairs.set(first, part.slice(space + 1));
  }
  return pairs;
}

/** A pair as a response has it. */
export const pair = (first: string, second: string): string => `${first} ${second}`;

/** Shares of one for so many parts. */
export function evenShares(parts: readonly string[]): Record<string, number> {
  return Object.fromEntries(parts.map((part) => [part, 1 / parts.length]));
}

/**
 * QTI 3 map response over directed pairs: the sum of what each adds, between 0 and 1; where the
 * item says `whole`, anything less than all of it is worth 0.
 */
export function mapPairs({ response: key }: AssessmentItem, response: ItemResponse): number {
  let sum = 0;
  for (const [first, second] of pairsOf(response)) sum += worth(key, pair(first, second));
  return wholeOrShare(key, sum);
}

/** A sum of shares as the score of an item. */
export function wholeOrShare({ whole }: { whole?: boolean }, sum: number): number {
  const score = asScore(sum);
  return whole && score < 1 ? 0 : score;
}
