import type { AssessmentItem, ItemResponse } from "../item.ts";

/**
 * QTI 3 "map response" template: the sum of what each choice taken adds, kept
 * between lowerBound 0 and upperBound 1. A choice counts once.
 * Source: 1EdTech QTI 3.0 ASI information model, Mapping, and its map_response template.
 */
export function mapResponse(item: AssessmentItem, response: ItemResponse): number {
  const sum = [...new Set(response)].reduce(
    (total, choice) => total + (item.response.mapping[choice] ?? 0),
    0,
  );
  return Math.min(1, Math.max(0, roundedToMillionths(sum)));
}

/** Thirds written as 33.33333 add up to one. */
export function roundedToMillionths(value: number): number {
  return Math.round(value * 1_000_000) / 1_000_000;
}
