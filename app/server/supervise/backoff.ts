/** Milliseconds before the first restart, and at most. */
const first = 100;
const most = 2000;

/** A run of this many milliseconds counts as healthy: the next restart is quick again. */
const healthy = 10_000;

/**
 * How long to wait before restart number `restarts` (from 0) in a row of
 * something that ran for `ran` milliseconds: 100 ms, doubling, at most 2 s.
 */
export function backoff(restarts: number, ran: number): { wait: number; restarts: number } {
  const inRow = ran >= healthy ? 0 : restarts;
  return { wait: Math.min(first * 2 ** inRow, most), restarts: inRow + 1 };
}
