import { serveTasks } from "#app/server/thread-tasks.ts";

/** Tasks that go wrong in each way a thread can. */
export const oddJobs = {
  double: async (value: number) => value * 2,
  refuse: async (reason: string) => {
    throw new TypeError(reason);
  },
  spin: async () => {
    for (;;);
  },
  exit: async () => process.exit(3),
  hoard: async () => {
    const kept: number[][] = [];
    for (;;) kept.push(new Array(100_000).fill(kept.length));
  },
};

serveTasks(oddJobs);
