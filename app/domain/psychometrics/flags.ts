import type { ClassicalItem } from "./classical/item.ts";
import type { OptionRow } from "./classical/options.ts";
import type { ItemFacts } from "./sitting.ts";

/** What may be wrong with an item. */
export const FLAGS = [
  "wrong-key",
  "negative",
  "attracts-best",
  "too-hard",
  "too-easy",
  "low",
  "unused-option",
  "too-exposed",
  "too-quick",
] as const;
export type FlagCode = (typeof FLAGS)[number];

export interface Flag {
  code: FlagCode;
  /** What was found: a share, a correlation or seconds, as the code says. */
  value: number;
  /** Id of the option that it is about. */
  option?: string;
}

interface Threshold {
  /** Where it begins, in the unit of the flag's value. */
  limit: number;
  /** Persons (for exposure, forms) below which it is silent. */
  least: number;
  /** Whose rule it is. */
  source: string;
}

const MOODLE = "https://docs.moodle.org/dev/Quiz_report_statistics";

/**
 * Every threshold. The least numbers of persons are ours: a correlation of nothing
 * has a standard error of 1/√n (0.1 at 100), a share of one half 1/(2√n) (0.07 at 50).
 */
export const THRESHOLDS: Record<FlagCode, Threshold> = {
  "too-hard": { limit: 0.35, least: 50, source: `Facility under 35 %: ${MOODLE}` },
  "too-easy": { limit: 0.95, least: 50, source: `Facility of 95 % or more: ${MOODLE}` },
  low: {
    limit: 0.2,
    least: 100,
    source: "Ebel & Frisbie 1991, Essentials of Educational Measurement, ch. 13: below .20 is poor",
  },
  negative: { limit: 0, least: 100, source: `Negative discrimination: ${MOODLE}` },
  "attracts-best": {
    limit: 0.05,
    least: 100,
    source:
      "Haladyna & Downing 1993, Educ. Psychol. Meas. 53, 999–1010: a distractor discriminates negatively; half a standard error of tolerance is ours",
  },
  "unused-option": {
    limit: 0.05,
    least: 100,
    source: "Haladyna & Downing 1993: a distractor works if at least 5 % take it",
  },
  "wrong-key": {
    limit: 0,
    least: 50,
    source:
      "Ours: the key repels who knows most, and of the best more take one other option than the key",
  },
  "too-exposed": {
    limit: 0.25,
    least: 100,
    source: "The house's rule: an item is in a quarter of the forms at most",
  },
  "too-quick": {
    limit: 0.5,
    least: 50,
    source:
      "Ours: half the persons took less than half the time that reading takes at 278 words a minute, the mean in Spanish (Brysbaert 2019, J. Mem. Lang. 109, 104047)",
  },
};

const WORDS_A_SECOND = 278 / 60;

/** What misfires in an item, the gravest first; `forms` = forms that might have held it. */
export function flagsOf(item: ClassicalItem, facts: ItemFacts, forms: number): Flag[] {
  const found: (Flag | null)[] = [
    wrongKey(item),
    when("negative", item.n, item.r !== null && item.r < 0, item.r),
    ...(item.options?.rows ?? []).map((row) => attractsBest(item, row)),
    when("too-hard", item.n, item.p < THRESHOLDS["too-hard"].limit, item.p),
    when("too-easy", item.n, item.p >= THRESHOLDS["too-easy"].limit, item.p),
    when("low", item.n, item.r !== null && item.r >= 0 && item.r < THRESHOLDS.low.limit, item.r),
    ...(item.options?.rows ?? []).map((row) => unused(item, row)),
    when("too-exposed", forms, item.exposure > THRESHOLDS["too-exposed"].limit, item.exposure),
    when("too-quick", item.timed, tooQuick(item, facts), item.seconds),
  ];
  return found.filter((flag) => flag !== null);
}

/** The flag, unless too few were asked or nothing is wrong. */
function when(
  code: FlagCode,
  persons: number,
  wrong: boolean,
  value: number | null,
  option?: string,
): Flag | null {
  if (!wrong || value === null || persons < THRESHOLDS[code].least) return null;
  return option === undefined ? { code, value } : { code, value, option };
}

/** Only where one option is the key: the best avoid it and agree on another. */
function wrongKey({ n, r, options }: ClassicalItem): Flag | null {
  const [key, ...more] = options?.rows.filter(({ right }) => right) ?? [];
  if (!options || !key || more.length > 0 || r === null) return null;
  const rival = options.rows
    .filter((row) => row.id !== null && !row.right && (row.r ?? 0) > 0)
    .sort((one, other) => other.byGroup.top - one.byGroup.top)[0];
  if (!rival || rival.id === null || rival.byGroup.top <= key.byGroup.top) return null;
  return when("wrong-key", n, r < THRESHOLDS["wrong-key"].limit, rival.r, rival.id);
}

/** A wrong option, taken by some, whose takers do better in the rest than those of the key. */
function attractsBest({ n, r, options }: ClassicalItem, row: OptionRow): Flag | null {
  const isDistractor = row.id !== null && !row.right && options !== null;
  if (!isDistractor || row.r === null || row.share < THRESHOLDS["unused-option"].limit) return null;
  const { limit } = THRESHOLDS["attracts-best"];
  const attracts = row.r > Math.min(limit, Math.max(0, r ?? 0));
  return when("attracts-best", n, attracts, row.r, row.id ?? undefined);
}

function unused({ n }: ClassicalItem, row: OptionRow): Flag | null {
  if (row.id === null || row.right) return null;
  const { limit } = THRESHOLDS["unused-option"];
  return when("unused-option", n, row.share < limit, row.share, row.id);
}

function tooQuick({ seconds }: ClassicalItem, { words }: ItemFacts): boolean {
  const needed = (words / WORDS_A_SECOND) * THRESHOLDS["too-quick"].limit;
  return seconds !== null && seconds < needed;
}
