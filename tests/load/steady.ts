import { setTimeout as wait } from "node:timers/promises";
import type { Load } from "./load.ts";

/** What somebody noticed who asked at a steady pace; milliseconds. */
export interface Steady {
  p99: number;
  /** Answers with another status. */
  failures: number;
}

/**
 * Asks for one page after another, one each `every` milliseconds, for so many seconds. A page
 * that takes longer puts off the next: this is a person's pace, not a load.
 */
export async function readSteadily(
  { origin, requests, status }: Pick<Load, "origin" | "requests" | "status">,
  { every, seconds }: { every: number; seconds: number },
): Promise<Steady> {
  const took: number[] = [];
  let failures = 0;
  const end = performance.now() + seconds * 1000;
  for (let index = 0; performance.now() < end; index += 1) {
    const { path, headers } = requests[index % requests.length] ?? {};
    const startedAt = performance.now();
    const response = await fetch(`${origin}${path}`, { headers, redirect: "manual" });
    await response.arrayBuffer();
    const milliseconds = performance.now() - startedAt;
    took.push(milliseconds);
    if (response.status !== status) failures += 1;
    await wait(Math.max(0, every - milliseconds));
  }
  took.sort((one, other) => one - other);
  return { p99: took[Math.floor(took.length * 0.99)] ?? 0, failures };
}
