import type { ItemFacts, Sitting } from "../sitting.ts";
import { mean, median } from "./moments.ts";
import { type OptionStatistics, optionStatistics } from "./options.ts";
import { answersByItem, restCorrelation } from "./rest.ts";

/** Classical statistics of one version of an item. */
export interface ClassicalItem {
  hash: string;
  /** Persons who were asked it. */
  n: number;
  /** Facility: the mean score, 0 to 1. */
  p: number;
  /** Item–rest correlation; null when either does not vary, or the form had no other item. */
  r: number | null;
  /** Share of the forms that held it, 0 to 1. */
  exposure: number;
  /** Median of the seconds spent; null if they are known of nobody. See `secondsOf`. */
  seconds: number | null;
  /** Persons of whom they are known. */
  timed: number;
  /** Who took which option; null for an item without options. */
  options: OptionStatistics | null;
}

/**
 * Classical item statistics, by version.
 *
 * r is Pearson's correlation of the item's score with the mean score of the other
 * items that the same person was asked. Where all were asked the same items it is
 * the correlation with their sum (the corrected item–total correlation; Henrysson
 * 1963, Psychometrika 28, 211–218). Where forms were drawn at random it takes the
 * forms as exchangeable, which their blueprint makes plausible and does not prove.
 */
export function classicalItems(
  sittings: readonly Sitting[],
  items: readonly ItemFacts[],
): ClassicalItem[] {
  const byItem = answersByItem(sittings);
  return items.map(({ hash, options }) => {
    const answers = byItem.get(hash) ?? [];
    const times = answers.flatMap(({ seconds }) => seconds ?? []);
    return {
      hash,
      n: answers.length,
      p: mean(answers.map(({ score }) => score)),
      r: restCorrelation(answers, ({ score }) => score),
      exposure: sittings.length === 0 ? 0 : answers.length / sittings.length,
      seconds: median(times),
      timed: times.length,
      options: options && optionStatistics(answers, options),
    };
  });
}
