import { setTimeout as wait } from "node:timers/promises";
import { backendOf, type Process, postmasterOf, webProcessOf } from "#tests/setup/process-tree.ts";

/** What can be killed: the web process, the database server, or one of its processes alone. */
export type Victim = keyof typeof VICTIMS;

const VICTIMS = {
  web: webProcessOf,
  database: postmasterOf,
  backend: backendOf,
} satisfies Record<string, (supervisor: number) => Process | undefined>;

/** A kill to come: milliseconds from the beginning. */
export interface Planned {
  victim: Victim;
  at: number;
}

/** A kill that happened, by `performance.now()`. */
export interface Kill {
  victim: Victim;
  at: number;
}

/** What is killed together, each so many milliseconds after the first. */
const BLOWS: Planned[][] = [
  ...Array.from({ length: 6 }, (): Planned[] => [{ victim: "web", at: 0 }]),
  ...Array.from({ length: 6 }, (): Planned[] => [{ victim: "database", at: 0 }]),
  ...Array.from({ length: 2 }, (): Planned[] => [{ victim: "backend", at: 0 }]),
  [
    { victim: "web", at: 0 },
    { victim: "database", at: 0 },
  ],
  [
    { victim: "database", at: 0 },
    { victim: "web", at: 500 },
  ],
  [
    { victim: "web", at: 0 },
    { victim: "web", at: 700 },
  ],
  [
    { victim: "database", at: 0 },
    { victim: "database", at: 700 },
  ],
];

/** Seconds that a blow has for itself, at least. */
const ROOM = 12;

/**
 * When to kill what, within so many seconds: ten times the web process, ten times the database
 * server, twice a process of it alone, some together and some twice in a row, in an order and at
 * moments by chance. In a short time there is room for fewer.
 */
export function planKills(seconds: number, random: () => number): Planned[] {
  const blows = BLOWS.map((blow) => ({ blow, place: random() }))
    .sort((one, other) => one.place - other.place)
    .slice(0, Math.max(1, Math.floor(seconds / ROOM)));
  const slot = (seconds * 1000) / blows.length;
  return blows.flatMap(({ blow }, index) => {
    const first = slot * index + random() * slot * 0.5;
    return blow.map(({ victim, at }) => ({ victim, at: first + at }));
  });
}

/** Kills by SIGKILL what the plan says and this supervisor runs, each as soon as it is there. */
export async function killAll(supervisor: number, plan: readonly Planned[]): Promise<Kill[]> {
  const startedAt = performance.now();
  const kills: Kill[] = [];
  for (const { victim, at } of plan) {
    await wait(Math.max(0, startedAt + at - performance.now()));
    let found = VICTIMS[victim](supervisor);
    while (!found) {
      await wait(10);
      found = VICTIMS[victim](supervisor);
    }
    process.kill(found.pid, "SIGKILL");
    kills.push({ victim, at: performance.now() });
  }
  return kills;
}
