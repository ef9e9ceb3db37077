import { inverse, type Matrix, times, zeros } from "./linear.ts";
import { inclusions, symmetricFunctions } from "./symmetric-functions.ts";

/** The same answers of one or more persons to the same items. */
export interface ScoredPattern {
  /** Numbers of the items, from 0, each once. */
  items: readonly number[];
  /** 0 or 1 for each of them. */
  scores: readonly number[];
  persons: number;
}

/** Awaited between two steps, so that a long fit holds nobody up. */
export type Rest = () => Promise<void>;

export interface RaschFit {
  /** Logits, their mean 0: more is harder. */
  difficulty: number[];
  se: number[];
  /** Of the conditional likelihood. */
  logLik: number;
  iterations: number;
}

const MOST_STEPS = 60;
const TOLERANCE = 1e-9;

/**
 * Difficulties of the Rasch model by conditional maximum likelihood (Andersen 1972,
 * J. R. Stat. Soc. B 34, 42–54), by Newton's method from 0; null if it does not settle.
 *
 * Persons who were asked different items are grouped by the set asked, and the
 * conditional likelihoods of the groups are multiplied (missing by design: Eggen &
 * Verhelst 2011, Psicológica 32, 107–132). That is right when the draw does not look at the
 * person's ability, as ours does not. The items must be comparable
 * (`comparableItems`). Its cost grows with the number of different sets
 * times the cube of their length: seconds for thousands of forms of forty items.
 *
 * Standard errors are those of the estimates under Σ difficulty = 0.
 */
export async function raschConditional(
  patterns: readonly ScoredPattern[],
  items: number,
  rest: Rest,
): Promise<RaschFit | null> {
  const groups = groupsOf(patterns);
  let at: Place = { difficulty: new Float64Array(items), value: 0 };
  at.value = logLikelihood(groups, at.difficulty);
  for (let iterations = 1; iterations <= MOST_STEPS; iterations += 1) {
    const { gradient, information } = await derivatives(groups, at.difficulty, rest);
    const covariance = constrainedInverse(information);
    if (!covariance) return null;
    const step = times(covariance, gradient);
    const next = climb(groups, at, step);
    if (!next) return null;
    at = next;
    if (step.every((size) => Math.abs(size) < TOLERANCE)) {
      const se = covariance.map((row, item) => Math.sqrt(row[item] as number));
      return { difficulty: [...at.difficulty], se, logLik: at.value, iterations };
    }
  }
  return null;
}

/** Persons who were asked the same items. */
interface Group {
  items: readonly number[];
  /** Right answers to each item. */
  right: Float64Array;
  /** Persons with each number of right answers. */
  byScore: Float64Array;
}

function groupsOf(patterns: readonly ScoredPattern[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { items, scores, persons } of patterns) {
    const places = items.map((item, place) => ({ item, score: scores[place] as number }));
    places.sort((one, other) => one.item - other.item);
    const total = scores.reduce((count, score) => count + score, 0);
    if (total === 0 || total === items.length) continue;
    const key = places.map(({ item }) => item).join(" ");
    const group = groups.get(key) ?? {
      items: places.map(({ item }) => item),
      right: new Float64Array(items.length),
      byScore: new Float64Array(items.length + 1),
    };
    groups.set(key, group);
    for (const [place, { score }] of places.entries()) add(group.right, place, score * persons);
    add(group.byScore, total, persons);
  }
  return [...groups.values()];
}

const easeOf = (items: readonly number[], difficulty: Float64Array): number[] =>
  items.map((item) => Math.exp(-(difficulty[item] as number)));

/** Σ −βᵢ sᵢ − Σ nᵣ log γᵣ over the groups. */
function logLikelihood(groups: readonly Group[], difficulty: Float64Array): number {
  let total = 0;
  for (const { items, right, byScore } of groups) {
    const gamma = symmetricFunctions(easeOf(items, difficulty));
    for (const [place, item] of items.entries())
      total -= (difficulty[item] as number) * (right[place] as number);
    for (const [score, persons] of byScore.entries())
      if (persons > 0) total -= persons * Math.log(gamma[score] as number);
  }
  return total;
}

/** Groups between two rests. */
const GROUPS_AT_ONCE = 500;

/** First derivatives, and the information: the covariances of the answers given the score. */
async function derivatives(groups: readonly Group[], difficulty: Float64Array, rest: Rest) {
  const gradient = new Float64Array(difficulty.length);
  const information = zeros(difficulty.length);
  for (const [number, group] of groups.entries()) {
    if (number % GROUPS_AT_ONCE === 0) await rest();
    addGroup(group, difficulty, gradient, information);
  }
  return { gradient, information };
}

function addGroup(
  { items, right, byScore }: Group,
  difficulty: Float64Array,
  gradient: Float64Array,
  information: Matrix,
): void {
  const scores = [...byScore.keys()].filter((score) => (byScore[score] as number) > 0);
  const found = inclusions(easeOf(items, difficulty), scores);
  for (const [place, item] of items.entries()) add(gradient, item, -(right[place] as number));
  for (const [index, { single, joint }] of found.entries()) {
    const persons = byScore[scores[index] as number] as number;
    for (const [one, item] of items.entries()) {
      const row = information[item] as Float64Array;
      const chance = single[one] as number;
      add(gradient, item, persons * chance);
      for (const [other, otherItem] of items.entries()) {
        const both = one === other ? chance : (joint[one * items.length + other] as number);
        add(row, otherItem, persons * (both - chance * (single[other] as number)));
      }
    }
  }
}

/** The inverse under Σ difficulty = 0: the likelihood does not change along (1, …, 1). */
function constrainedInverse(information: Matrix): Matrix | null {
  const share = 1 / information.length;
  const filled = information.map((row) => row.map((value) => value + share));
  const inverted = inverse(filled);
  return inverted?.map((row) => row.map((value) => value - share)) ?? null;
}

interface Place {
  difficulty: Float64Array;
  value: number;
}

/** The step, halved until the likelihood does not fall. */
function climb(groups: readonly Group[], from: Place, step: Float64Array): Place | null {
  for (let part = 1; part > 1e-4; part /= 2) {
    const difficulty = from.difficulty.map((value, item) => value + part * (step[item] as number));
    const value = logLikelihood(groups, difficulty);
    if (value >= from.value - 1e-9 * Math.abs(from.value)) return { difficulty, value };
  }
  return null;
}

function add(values: Float64Array, index: number, amount: number): void {
  values[index] = (values[index] as number) + amount;
}
