import type { Load, Outcome } from "./load.ts";
import type { Target } from "./targets.ts";

/** What a target came to, beside the yardstick of the same seconds. */
export interface Measured {
  name: string;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Answers that were not the right one. */
  failures: number;
  /** Requests a second of the yardstick. */
  yardstick: number;
  ratio: number;
  toReach: number | null;
  reached: boolean | null;
}

/** A figure that is not a load. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  most?: number;
  reached?: boolean;
}

/** A figure that has to stay under one. */
export function atMost(name: string, value: number, most: number, unit: string): Figure {
  return { name, value, unit, most, reached: value <= most };
}

/** Connections kept open, as many people at once; the same for the yardstick. */
const CONNECTIONS = 40;

const ROUNDS = 5;

/** Seconds until the engine has compiled what is used most, and the cache of Postgres is filled. */
const WARM_UP = 6;
const YARDSTICK_SECONDS = 2;
const TARGET_SECONDS = 4;

/**
 * Loads a target and the yardstick in turn. Each round of the target is compared with the
 * yardsticks just before and after it, since a machine's speed changes from one minute to the
 * next; the median of those. A target that fails once has not reached anything.
 */
export async function measure(
  target: Target,
  site: string,
  yardstick: string,
  put: (load: Load) => Promise<Outcome>,
): Promise<Measured> {
  const { name, requests, status, toReach } = target;
  if (requests.length === 0) throw new Error(`There is nothing to ask of: ${name}`);
  const own = { origin: site, connections: CONNECTIONS, requests, status };
  const hello: Load = {
    origin: yardstick,
    connections: CONNECTIONS,
    seconds: YARDSTICK_SECONDS,
    requests: [{ method: "GET", path: "/", headers: {} }],
    status: 200,
  };
  await put({ ...own, seconds: WARM_UP });
  const outcomes: Outcome[] = [];
  const ratios: number[] = [];
  const hellos = [(await put(hello)).perSecond];
  for (let round = 0; round < ROUNDS; round += 1) {
    const outcome = await put({ ...own, seconds: TARGET_SECONDS });
    const [before = 0, after = 0] = [hellos.at(-1), (await put(hello)).perSecond];
    outcomes.push(outcome);
    hellos.push(after);
    ratios.push(outcome.perSecond / ((before + after) / 2));
  }
  const failures = outcomes.reduce((sum, outcome) => sum + outcome.failures, 0);
  const ratio = median(ratios);
  return {
    name,
    perSecond: median(outcomes.map(({ perSecond }) => perSecond)),
    p50: median(outcomes.map(({ p50 }) => p50)),
    p99: median(outcomes.map(({ p99 }) => p99)),
    failures,
    yardstick: median(hellos),
    ratio,
    toReach,
    reached: failures > 0 ? false : toReach === null ? null : ratio >= toReach,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1] ?? 0, sorted[middle] ?? 0];
  return (low + high) / 2;
}

/** The value under which a share of them lies; of none it is 0. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
