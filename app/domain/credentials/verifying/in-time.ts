import { isStamp } from "./data-model.ts";
import { CLOCK_SKEW } from "./verifier.ts";

/**
 * Whether the end that a document gives for something is past, with the skew that clocks are
 * allowed. Absent = it has none; one that is no time is past.
 */
export function isOver(end: unknown, now: Date): boolean {
  if (end === undefined) return false;
  return !isStamp(end) || Date.parse(end) <= now.getTime() - CLOCK_SKEW * 1000;
}
