/** How the responses to an item, or to a course's exam, are marked. */
export interface MarkingRule {
  /** 2 = two people mark each response, neither of them seeing the other's mark. */
  graders: 1 | 2;
  /** Whoever marks does not see whose response it is. */
  anonymous: boolean;
  /** Two marks that differ by no more than this (0 to 1) agree. */
  tolerance: number;
  /** Days that a mark waits for another person. */
  patienceDays: number;
}

/** What holds where nobody has set a rule. */
export const DEFAULT_RULE: MarkingRule = {
  graders: 1,
  anonymous: false,
  tolerance: 0.1,
  patienceDays: 5,
};

/** A final mark, as far as a decision needs it. */
export interface GivenMark {
  grader: string;
  kind: "independent" | "deciding";
  /** 0 to 1. */
  share: number;
  at: Date;
}

/** Why a response came to what it did; each has its sentence. */
const BASES = [
  /** One person marked it, as the rule asks. */
  "single",
  /** Two marked it and they agree: the mean of both. */
  "agreed",
  /** Two marked it too far apart, and a third person decided. */
  "decided",
  /** Two were wanted, and nobody else may mark in this course. */
  "no-second-person",
  /** Two were wanted, and the second mark did not come in time. */
  "no-second-in-time",
  /** Two marked it too far apart, and nobody else may decide: the mean of both. */
  "no-third-person",
  /** Two marked it too far apart, and nobody decided in time: the mean of both. */
  "no-third-in-time",
] as const;
export type Basis = (typeof BASES)[number];

/** What a response waits for. */
export type Wait = "mark" | "second-mark" | "decision";

export type Standing =
  | { is: "settled"; share: number; basis: Basis }
  | { is: "waits"; for: Wait; until: Date | null };

export interface StandingQuestion {
  rule: MarkingRule;
  /** Of one response, in any order; of a grader's marks of one kind the latest counts. */
  marks: readonly GivenMark[];
  /** Everybody who may mark in the course, whoever wrote the response left out. */
  graders: readonly string[];
  now: Date;
}

/**
 * Where a response stands. Nothing waits for a quorum that cannot exist: a mark that waits for
 * another person stands alone when there is none, or once `patienceDays` have gone by.
 */
export function standing({ rule, marks, graders, now }: StandingQuestion): Standing {
  const [decision] = latest(marks, "deciding");
  if (decision) return settled(decision.share, "decided");
  const given = latest(marks, "independent");
  const [first] = given;
  if (!first) return { is: "waits", for: "mark", until: null };
  const share = mean(given.map((mark) => mark.share));
  if (given.length === 1 && rule.graders === 1) return settled(share, "single");
  const agree = apart(given) <= rule.tolerance + EPSILON;
  if (given.length > 1 && agree) return settled(share, "agreed");
  const order = given.length === 1 ? "second" : "third";
  const seen = new Set(given.map(({ grader }) => grader));
  if (graders.every((grader) => seen.has(grader))) return settled(share, `no-${order}-person`);
  const until = new Date(lastAt(given) + rule.patienceDays * DAY);
  if (now >= until) return settled(share, `no-${order}-in-time`);
  return { is: "waits", for: given.length === 1 ? "second-mark" : "decision", until };
}

/**
 * In which role somebody may mark a response now; null = in none. Who marked it may change their
 * mark while they have not seen another's; who decides saw both and gave neither.
 */
export function roleOf(
  who: string,
  marks: readonly GivenMark[],
  stands: Standing,
): GivenMark["kind"] | null {
  const given = latest(marks, "independent");
  const isOwn = given.some(({ grader }) => grader === who);
  if (marks.some(({ kind }) => kind === "deciding")) return null;
  if (stands.is === "settled") return isOwn && given.length === 1 ? "independent" : null;
  if (stands.for === "decision") return isOwn ? null : "deciding";
  return "independent";
}

const DAY = 24 * 60 * 60 * 1000;
/** 0.8 and 0.7 are 0.1 apart, whatever their binary fractions. */
const EPSILON = 1e-9;

const settled = (share: number, basis: Basis): Standing => ({ is: "settled", share, basis });

/** One mark a grader, the latest in time first. `at` is when their first one came. */
function latest(marks: readonly GivenMark[], kind: GivenMark["kind"]): GivenMark[] {
  const newest = marks
    .filter((mark) => mark.kind === kind)
    .sort((one, other) => other.at.getTime() - one.at.getTime());
  return [...new Set(newest.map(({ grader }) => grader))].map((grader) => {
    const own = newest.filter((mark) => mark.grader === grader);
    return { ...(own[0] as GivenMark), at: (own.at(-1) as GivenMark).at };
  });
}

const mean = (values: readonly number[]) =>
  values.reduce((total, value) => total + value, 0) / values.length;

function apart(marks: readonly GivenMark[]): number {
  const shares = marks.map(({ share }) => share);
  return Math.max(...shares) - Math.min(...shares);
}

const lastAt = (marks: readonly GivenMark[]) => Math.max(...marks.map(({ at }) => at.getTime()));

/** Responses from which agreement is told; with fewer, its figures would say little. */
export const FEWEST_PAIRS = 30;

/** Two independent marks of one response: what each came to, and the level of one criterion. */
export interface Pair {
  first: number;
  second: number;
}

export interface Agreement {
  /** Responses that two people marked. */
  n: number;
  /** Shares of them, 0 to 1; null below `FEWEST_PAIRS`. */
  exact: number | null;
  within: number | null;
}

/** How often two people came to the same, and to no more than `tolerance` (0 to 1) apart. */
export function agreement(pairs: readonly Pair[], tolerance: number): Agreement {
  const n = pairs.length;
  if (n < FEWEST_PAIRS) return { n, exact: null, within: null };
  const closer = (most: number) =>
    pairs.filter(({ first, second }) => Math.abs(first - second) <= most + EPSILON).length / n;
  return { n, exact: closer(0), within: closer(tolerance) };
}

/**
 * Cohen's kappa with quadratic weights of two people's levels (0 to `levels` − 1) of one
 * criterion: 1 − Σ w·observed ÷ Σ w·expected, where w = (i − j)² and expected is the product
 * of the margins. 1 = the same always, 0 = as chance would. Null when chance leaves nothing to
 * disagree about. J. Cohen, "Weighted kappa", Psychological Bulletin 70(4), 1968, 213–220,
 * https://doi.org/10.1037/h0026256
 */
export function weightedKappa(pairs: readonly Pair[], levels: number): number | null {
  const n = pairs.length;
  const firsts = counts(
    pairs.map(({ first }) => first),
    levels,
  );
  const seconds = counts(
    pairs.map(({ second }) => second),
    levels,
  );
  let expected = 0;
  for (const [i, one] of firsts.entries()) {
    for (const [j, other] of seconds.entries()) expected += ((i - j) ** 2 * one * other) / n;
  }
  const observed = pairs.reduce((sum, { first, second }) => sum + (first - second) ** 2, 0);
  return expected === 0 ? null : 1 - observed / expected;
}

function counts(values: readonly number[], levels: number): number[] {
  const found = Array<number>(levels).fill(0);
  for (const value of values) found[value] = (found[value] ?? 0) + 1;
  return found;
}
