import type { Rest, ScoredPattern } from "../rasch/conditional.ts";
import { type Node, normalNodes } from "./quadrature.ts";

/** P(right | θ) = 1 / (1 + exp(−(a θ + d))), θ ~ N(0, 1); b = −d / a. Logits, without 1.7. */
export interface TwoParameterItem {
  /** Slope. */
  a: number;
  /** Intercept. */
  d: number;
  /** Difficulty. */
  b: number;
}

export interface TwoParameterFit {
  items: TwoParameterItem[];
  logLik: number;
  /** Passes over the answers. */
  passes: number;
}

/** Nodes: 21 and 61 agree to 10⁻⁴ on the reference data. */
const NODES = 41;
const MOST_PASSES = 3000;
const TOLERANCE = 1e-7;
/** Beyond these an estimate is running away, and the fit is given up. */
const STEEPEST = 8;
const FARTHEST = 15;

/**
 * The two-parameter logistic model by marginal maximum likelihood with the EM algorithm
 * (Bock & Aitkin 1981, Psychometrika 46, 443–459), its steps lengthened by SQUAREM
 * (Varadhan & Roland 2008, Scand. J. Stat. 35, 335–353). Items that a person was not asked are
 * left out of their likelihood. For research: no decision on a person rests on
 * it. Null if it does not settle or an estimate runs away; it may be a local maximum.
 */
export async function twoParameterMarginal(
  patterns: readonly ScoredPattern[],
  items: number,
  rest: Rest,
): Promise<TwoParameterFit | null> {
  const nodes = normalNodes(NODES);
  let at = initial(patterns, items);
  let passes = 0;
  const pass = (parameters: Float64Array) => {
    passes += 1;
    return emStep(patterns, parameters, nodes);
  };
  while (passes < MOST_PASSES) {
    await rest();
    const first = pass(at);
    const second = pass(first.next);
    const jump = lengthened(at, first.next, second.next);
    const third = pass(jump);
    at = third.logLik >= first.logLik ? third.next : second.next;
    if (runsAway(at)) return null;
    if (farthest(first.next, at) < TOLERANCE && farthest(second.next, first.next) < TOLERANCE) {
      return { items: itemsOf(at), logLik: pass(at).logLik, passes };
    }
  }
  return null;
}

/** Slopes 1 and intercepts from the share of right answers; `[a₀, d₀, a₁, d₁, …]`. */
function initial(patterns: readonly ScoredPattern[], items: number): Float64Array {
  const asked = new Float64Array(items);
  const right = new Float64Array(items);
  for (const { items: numbers, scores, persons } of patterns) {
    for (const [place, item] of numbers.entries()) {
      add(asked, item, persons);
      add(right, item, persons * (scores[place] as number));
    }
  }
  return Float64Array.from({ length: 2 * items }, (_, index) => {
    if (index % 2 === 0) return 1;
    const item = (index - 1) / 2;
    const share = ((right[item] as number) + 0.5) / ((asked[item] as number) + 1);
    return Math.log(share / (1 - share));
  });
}

/** One pass: the likelihood of these parameters, and better ones. */
function emStep(patterns: readonly ScoredPattern[], parameters: Float64Array, nodes: Node[]) {
  const items = parameters.length / 2;
  const size = nodes.length;
  const logRight = new Float64Array(items * size);
  const logWrong = new Float64Array(items * size);
  for (let item = 0; item < items; item += 1) {
    for (const [node, { x }] of nodes.entries()) {
      const logit = (parameters[2 * item] as number) * x + (parameters[2 * item + 1] as number);
      logRight[item * size + node] = -softplus(-logit);
      logWrong[item * size + node] = -softplus(logit);
    }
  }
  const asked = new Float64Array(items * size);
  const right = new Float64Array(items * size);
  const logWeight = nodes.map(({ weight }) => Math.log(weight));
  let logLik = 0;
  for (const { items: numbers, scores, persons } of patterns) {
    const posterior = Float64Array.from(logWeight);
    for (const [place, item] of numbers.entries()) {
      const logs = scores[place] === 1 ? logRight : logWrong;
      for (let node = 0; node < size; node += 1)
        add(posterior, node, logs[item * size + node] as number);
    }
    const highest = posterior.reduce((most, value) => Math.max(most, value), -Infinity);
    let total = 0;
    for (let node = 0; node < size; node += 1) {
      posterior[node] = Math.exp((posterior[node] as number) - highest);
      total += posterior[node] as number;
    }
    logLik += persons * (highest + Math.log(total));
    for (const [place, item] of numbers.entries()) {
      for (let node = 0; node < size; node += 1) {
        const share = (persons * (posterior[node] as number)) / total;
        add(asked, item * size + node, share);
        if (scores[place] === 1) add(right, item * size + node, share);
      }
    }
  }
  const next = Float64Array.from(parameters);
  for (let item = 0; item < items; item += 1) {
    const from = item * size;
    improve(
      next,
      item,
      nodes,
      asked.subarray(from, from + size),
      right.subarray(from, from + size),
    );
  }
  return { logLik, next };
}

/** The logistic regression of an item's right answers on the nodes, by Newton's method. */
function improve(
  parameters: Float64Array,
  item: number,
  nodes: readonly Node[],
  asked: Float64Array,
  right: Float64Array,
): void {
  for (let turn = 0; turn < 10; turn += 1) {
    const [a, d] = [parameters[2 * item] as number, parameters[2 * item + 1] as number];
    let [ga, gd, haa, had, hdd] = [0, 0, 0, 0, 0];
    for (const [node, { x }] of nodes.entries()) {
      const n = asked[node] as number;
      const p = 1 / (1 + Math.exp(-(a * x + d)));
      const rest = (right[node] as number) - n * p;
      const w = n * p * (1 - p);
      ga += rest * x;
      gd += rest;
      haa += w * x * x;
      had += w * x;
      hdd += w;
    }
    const determinant = haa * hdd - had * had;
    if (!(determinant > 0)) return;
    const stepA = bounded((hdd * ga - had * gd) / determinant);
    const stepD = bounded((haa * gd - had * ga) / determinant);
    parameters[2 * item] = a + stepA;
    parameters[2 * item + 1] = d + stepD;
    if (Math.abs(stepA) + Math.abs(stepD) < 1e-10) return;
  }
}

/** SQUAREM's step of scheme S3: θ − 2αr + α²v, with α = −‖r‖ / ‖v‖. */
function lengthened(from: Float64Array, one: Float64Array, two: Float64Array): Float64Array {
  const r = from.map((value, index) => (one[index] as number) - value);
  const v = from.map((value, index) => (two[index] as number) - 2 * (one[index] as number) + value);
  const [rr, vv] = [r, v].map((values) => values.reduce((total, x) => total + x * x, 0)) as [
    number,
    number,
  ];
  const alpha = vv === 0 ? -1 : Math.min(-1, -Math.sqrt(rr / vv));
  return from.map(
    (value, index) =>
      value - 2 * alpha * (r[index] as number) + alpha * alpha * (v[index] as number),
  );
}

const bounded = (step: number): number => Math.max(-1, Math.min(1, step));

function runsAway(parameters: Float64Array): boolean {
  return parameters.some(
    (value, index) => !(Math.abs(value) < (index % 2 === 0 ? STEEPEST : FARTHEST)),
  );
}

function farthest(one: Float64Array, other: Float64Array): number {
  return one.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - (other[index] as number))),
    0,
  );
}

/** A scale with most slopes positive: θ and −θ fit alike. */
function itemsOf(parameters: Float64Array): TwoParameterItem[] {
  const slopes = parameters.filter((_, index) => index % 2 === 0);
  const turn = slopes.reduce((total, a) => total + a, 0) < 0 ? -1 : 1;
  return [...slopes].map((slope, item) => {
    const [a, d] = [turn * slope, parameters[2 * item + 1] as number];
    return { a, d, b: -d / a };
  });
}

/** log(1 + eˣ) without overflow. */
const softplus = (x: number): number => (x > 30 ? x : Math.log1p(Math.exp(x)));

function add(values: Float64Array, index: number, amount: number): void {
  values[index] = (values[index] as number) + amount;
}
