import { done, type Result, refused } from "#app/kernel/result.ts";
import { type Rest, raschConditional, type ScoredPattern } from "./rasch/conditional.ts";
import { comparableItems } from "./rasch/connected.ts";
import type { Sitting } from "./sitting.ts";
import { type TwoParameterItem, twoParameterMarginal } from "./two-parameter/marginal.ts";

/** Why an item has no estimate. */
export type NoEstimate =
  /** Fewer persons were asked than the model wants. */
  | "few-responses"
  /** Somebody's answer was worth a part: these models know right and wrong only. */
  | "partial-credit"
  /** Nothing ties it to the other items: all had it right, or all wrong, or no form joins them. */
  | "not-comparable"
  /** The calculation did not settle. */
  | "unsettled";

export interface RaschEstimate {
  /** Logits; 0 is the mean of the items calibrated together. */
  difficulty: number;
  se: number;
}

/** What a model says of each item (by version), and its log-likelihood if it was fitted. */
export interface Calibration<Estimate> {
  items: Map<string, Result<Estimate, NoEstimate>>;
  /** Null = no item could be calibrated. */
  logLik: number | null;
}

/**
 * Responses an item needs. Rasch: a difficulty is within half a logit with 99 % confidence
 * from 108 to 243 responses on (Linacre 1994, https://www.rasch.org/rmt/rmt74m.htm). Two
 * parameters: slopes settle later (Stone 1992, Appl. Psychol. Meas. 16, 1–16).
 */
export const LEAST_RESPONSES = { rasch: 200, twoParameter: 500 } as const;

/** Rasch difficulties of the items that have responses enough. */
export function calibrateRasch(
  sittings: readonly Sitting[],
  rest: Rest,
): Promise<Calibration<RaschEstimate>> {
  return calibrate(sittings, LEAST_RESPONSES.rasch, async (patterns, items) => {
    const fit = await raschConditional(patterns, items, rest);
    if (!fit) return null;
    const { difficulty, se, logLik } = fit;
    return {
      logLik,
      items: difficulty.map((value, item) => ({ difficulty: value, se: se[item] as number })),
    };
  });
}

/** The two-parameter model, for research, of the items that have responses enough. */
export function calibrateTwoParameter(
  sittings: readonly Sitting[],
  rest: Rest,
): Promise<Calibration<TwoParameterItem>> {
  return calibrate(sittings, LEAST_RESPONSES.twoParameter, (patterns, items) =>
    twoParameterMarginal(patterns, items, rest),
  );
}

type Fit<Estimate> = (
  patterns: readonly ScoredPattern[],
  items: number,
) => Promise<{ items: Estimate[]; logLik: number } | null>;

async function calibrate<Estimate>(
  sittings: readonly Sitting[],
  least: number,
  model: Fit<Estimate>,
): Promise<Calibration<Estimate>> {
  const result: Calibration<Estimate> = { items: new Map(), logLik: null };
  const fitting: string[] = [];
  for (const [hash, { n, partial }] of countsOf(sittings)) {
    if (partial) result.items.set(hash, refused("partial-credit"));
    else if (n < least) result.items.set(hash, refused("few-responses"));
    else fitting.push(hash);
  }
  const comparable = comparableItems(patternsOf(sittings, fitting), fitting.length);
  const calibrated = fitting.filter((_, item) => comparable.has(item));
  for (const hash of fitting) result.items.set(hash, refused("not-comparable"));
  if (calibrated.length === 0) return result;
  const fitted = await model(patternsOf(sittings, calibrated), calibrated.length);
  for (const [item, hash] of calibrated.entries()) {
    const estimate = fitted?.items[item];
    result.items.set(hash, estimate ? done(estimate) : refused("unsettled"));
  }
  return { ...result, logLik: fitted?.logLik ?? null };
}

function countsOf(sittings: readonly Sitting[]): Map<string, { n: number; partial: boolean }> {
  const counts = new Map<string, { n: number; partial: boolean }>();
  for (const { answers } of sittings) {
    for (const { hash, score } of answers) {
      const count = counts.get(hash) ?? { n: 0, partial: false };
      counts.set(hash, {
        n: count.n + 1,
        partial: count.partial || (score !== 0 && score !== 1),
      });
    }
  }
  return counts;
}

/** The answers to these items (numbered in their order), alike ones counted together. */
function patternsOf(sittings: readonly Sitting[], hashes: readonly string[]): ScoredPattern[] {
  const numbers = new Map(hashes.map((hash, item) => [hash, item]));
  const patterns = new Map<string, ScoredPattern>();
  for (const { answers } of sittings) {
    const asked = answers
      .flatMap(({ hash, score }) => {
        const item = numbers.get(hash);
        return item === undefined ? [] : { item, score };
      })
      .sort((one, other) => one.item - other.item);
    if (asked.length < 2) continue;
    const key = asked.map(({ item, score }) => `${item}:${score}`).join(" ");
    const known = patterns.get(key);
    patterns.set(key, {
      items: asked.map(({ item }) => item),
      scores: asked.map(({ score }) => score),
      persons: (known?.persons ?? 0) + 1,
    });
  }
  return [...patterns.values()];
}
