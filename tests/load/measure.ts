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

/** Connections kept open, as many people at once; the same for the yardstick. */
const CONNECTIONS = 40;

const ROUNDS = 3;

/** Seconds until the engine has compiled what is used most, and the cache of Postgres is filled. */
const WARM_UP = 6;
const YARDSTICK_SECONDS = 2;
const TARGET_SECONDS = 4;

/**
 * Loads a target and the yardstick in turn, so that a machine that slows down slows
 * both; the median of each. A target that fails once has not reached anything.
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
  const yardsticks: Outcome[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    yardsticks.push(await put(hello));
    outcomes.push(await put({ ...own, seconds: TARGET_SECONDS }));
  }
  const perSecond = median(outcomes.map((outcome) => outcome.perSecond));
  const hellos = median(yardsticks.map((outcome) => outcome.perSecond));
  const failures = outcomes.reduce((sum, outcome) => sum + outcome.failures, 0);
  const ratio = perSecond / hellos;
  return {
    name,
    perSecond,
    p50: median(outcomes.map(({ p50 }) => p50)),
    p99: median(outcomes.map(({ p99 }) => p99)),
    failures,
    yardstick: hellos,
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
