import type { AssessmentItem, ItemResponse } from "../item.ts";

/**
 * QTI 3 "map response" template: the sum of what each choice taken adds, kept
 * between lowerBound 0 and upperBound 1. A choice counts once.
 * Source: 1EdTech QTI 3.0 ASI information model, Mapping, and its map_response template.
 */
export function mapResponse({ response: key }: AssessmentItem, response: ItemResponse): number {
  return asScore([...new Set(response)].reduce((total, choice) => total + worth(key, choice), 0));
}

/** What one part adds by the mapping; `constructor` is nobody's part. */
export function worth({ mapping }: Pick<AssessmentItem["response"], "mapping">, part: string) {
  return Object.hasOwn(mapping, part) ? (mapping[part] ?? 0) : 0;
}

/** A sum as a score, 0 to 1. */
export function asScore(sum: number): number {
  return Math.min(1, Math.max(0, toMillionths(sum)));
}

/** Whether a sum is the whole: neither a part of it nor more. */
export const isWhole = (sum: number): boolean => toMillionths(sum) === 1;

/** Thirds written as 0.3333333 add up to one. */
const toMillionths = (sum: number): number => Math.round(sum * 1_000_000) / 1_000_000;
