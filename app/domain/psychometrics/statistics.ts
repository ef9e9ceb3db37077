import type { Result } from "#app/kernel/result.ts";
import {
  calibrateRasch,
  calibrateTwoParameter,
  type NoEstimate,
  type RaschEstimate,
} from "./calibration.ts";
import { type ClassicalExam, classicalExam } from "./classical/exam.ts";
import { type ClassicalItem, classicalItems } from "./classical/item.ts";
import { type Flag, flagsOf } from "./flags.ts";
import type { ItemFacts, Sitting } from "./sitting.ts";

/** All that is known of one version of an item. */
export interface ItemStatistics extends ClassicalItem {
  flags: Flag[];
  rasch: Result<RaschEstimate, NoEstimate>;
  /** For research only. */
  twoParameter: Result<{ a: number; d: number; b: number }, NoEstimate>;
}

/** What `exam_statistics` keeps: every number of the pages. */
export interface ExamStatistics {
  exam: ClassicalExam;
  items: ItemStatistics[];
  /** Log-likelihoods; null = no item was calibrated. */
  rasch: { logLik: number | null };
  twoParameter: { logLik: number | null };
}

/**
 * The statistics of an exam from its sittings (one a person) and of each of the items given.
 * `rest` is awaited between the steps of the long calculations.
 */
export async function examStatistics(
  sittings: readonly Sitting[],
  items: readonly ItemFacts[],
  rest: () => Promise<void>,
): Promise<ExamStatistics> {
  const rasch = await calibrateRasch(sittings, rest);
  const twoParameter = await calibrateTwoParameter(sittings, rest);
  const facts = new Map(items.map((item) => [item.hash, item]));
  const none = { ok: false, reason: "few-responses" } as const;
  return {
    exam: classicalExam(sittings),
    items: classicalItems(sittings, items).map((item) => ({
      ...item,
      flags: flagsOf(item, facts.get(item.hash) as ItemFacts, sittings.length),
      rasch: rasch.items.get(item.hash) ?? none,
      twoParameter: twoParameter.items.get(item.hash) ?? none,
    })),
    rasch: { logLik: rasch.logLik },
    twoParameter: { logLik: twoParameter.logLik },
  };
}
