import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Sitting } from "../sitting.ts";
import { mean, sum, variance } from "./moments.ts";

/** Why there is no such coefficient. */
type NoReliability = "too-few" | "different-items" | "different-lengths" | "no-variation";

/** Statistics of an exam as a whole. Scores are shares of the form: 0 to 1. */
export interface ClassicalExam {
  /** Persons. */
  n: number;
  /** Items of a form; null if forms differ in length. */
  length: number | null;
  mean: number;
  /** With n − 1. */
  sd: number;
  /** Cronbach's alpha, which is KR-20 where items are right or wrong. */
  alpha: Result<number, NoReliability>;
  /** Generalizability coefficient for forms drawn at random; only where there is no alpha. */
  generalizability: Result<number, NoReliability>;
  /** Standard error of measurement, and the model it rests on; null below two items or persons. */
  sem: { value: number; by: "alpha" | "drawn-items" } | null;
  distribution: Distribution;
}

/** Persons by score: by points of a form of one length, else by tenths of it. */
export interface Distribution {
  unit: "points" | "tenths";
  /** One entry a point (from none to all), or one a tenth, the last with who reached all. */
  counts: number[];
}

/** Forms longer than this are shown by tenths. */
const MOST_POINTS = 25;

export function classicalExam(sittings: readonly Sitting[]): ClassicalExam {
  const taken = sittings.filter(({ answers }) => answers.length > 0);
  const shares = taken.map(({ answers }) => mean(answers.map(({ score }) => score)));
  const [first, ...others] = new Set(taken.map(({ answers }) => answers.length));
  const length = first !== undefined && others.length === 0 ? first : null;
  const sd = Math.sqrt(variance(shares));
  const alpha = cronbachAlpha(taken);
  return {
    n: taken.length,
    length,
    mean: mean(shares),
    sd,
    alpha,
    generalizability: generalizability(taken, shares),
    sem: alpha.ok
      ? { value: sd * Math.sqrt(Math.max(0, 1 - alpha.value)), by: "alpha" }
      : errorOfDrawnItems(taken),
    distribution: distribution(shares, length),
  };
}

/**
 * Cronbach's alpha (1951, Psychometrika 16, 297–334): k/(k − 1) · (1 − Σ s²ᵢ / s²ₓ).
 * Only where everybody answered the same items: across forms drawn at random the
 * items' variances and the total's are not of one set of persons.
 */
function cronbachAlpha(sittings: readonly Sitting[]): Result<number, NoReliability> {
  const [first] = sittings;
  if (!first || sittings.length < 2 || first.answers.length < 2) return refused("too-few");
  const columns = first.answers.map(({ hash }) => hash).sort();
  const rows: number[][] = [];
  for (const { answers } of sittings) {
    const scores = new Map(answers.map(({ hash, score }) => [hash, score]));
    const row = columns.flatMap((hash) => scores.get(hash) ?? []);
    if (row.length !== columns.length || answers.length !== columns.length)
      return refused("different-items");
    rows.push(row);
  }
  const total = variance(rows.map(sum));
  if (total === 0) return refused("no-variation");
  const k = columns.length;
  const within = sum(
    columns.map((_, column) => variance(rows.map((row) => row[column] as number))),
  );
  return done((k / (k - 1)) * (1 - within / total));
}

/**
 * Reliability where each person answers items of their own draw: items are nested
 * in persons (i:p), and 1 − MS(within persons) / MS(between persons) is the
 * generalizability coefficient of the form's mean (Cronbach, Rajaratnam & Gleser
 * 1963, Brit. J. Stat. Psychol. 16, 137–163), the same as ICC(1,k) of Shrout &
 * Fleiss (1979, Psychol. Bull. 86, 420–428). It takes the draw as simple; a
 * draw by blueprint is more even, so that this is a lower bound.
 */
function generalizability(
  sittings: readonly Sitting[],
  shares: readonly number[],
): Result<number, NoReliability> {
  const k = sittings[0]?.answers.length ?? 0;
  if (sittings.length < 2 || k < 2) return refused("too-few");
  if (sittings.some(({ answers }) => answers.length !== k)) return refused("different-lengths");
  const between = k * variance(shares);
  if (between === 0) return refused("no-variation");
  return done(1 - withinPersons(sittings) / between);
}

/** Mean of the persons' own variances. */
function withinPersons(sittings: readonly Sitting[]): number {
  return mean(sittings.map(({ answers }) => variance(answers.map(({ score }) => score))));
}

/**
 * Standard error where items are drawn: the square root of the persons' mean
 * s²/k. For items right or wrong it is Lord's √(x(k − x)/(k − 1)) over k
 * (1957, Educ. Psychol. Meas. 17, 510–521). A draw by blueprint errs less.
 */
function errorOfDrawnItems(sittings: readonly Sitting[]): ClassicalExam["sem"] {
  const long = sittings.filter(({ answers }) => answers.length > 1);
  if (long.length < 2) return null;
  const squares = long.map(
    ({ answers }) => variance(answers.map(({ score }) => score)) / answers.length,
  );
  return { value: Math.sqrt(mean(squares)), by: "drawn-items" };
}

function distribution(shares: readonly number[], length: number | null): Distribution {
  const byPoints = length !== null && length <= MOST_POINTS;
  const steps = byPoints ? length : 10;
  const counts = new Array<number>(byPoints ? steps + 1 : steps).fill(0);
  for (const share of shares) {
    // Half points go with the whole point below them; what binary fractions lack is added first.
    const step = Math.min(counts.length - 1, Math.floor(share * steps + 1e-9));
    counts[step] = (counts[step] as number) + 1;
  }
  return { unit: byPoints ? "points" : "tenths", counts };
}
