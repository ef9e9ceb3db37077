/**
 * Bounds how many requests work at once. postgres.js queues without limit, so
 * that a slow database would hold every request for ever; here one waits at
 * most `patience` milliseconds for its turn and is then told to come back.
 */
export interface Gate {
  /** Runs `work` in its turn; answers `busy` if the turn does not come in time. */
  pass<Value>(work: () => Promise<Value>): Promise<Value | typeof busy>;
  /** Requests working and waiting now. */
  load(): { working: number; waiting: number };
}

export const busy = Symbol("busy");

export function createGate(limit: number, patience: number): Gate {
  let working = 0;
  const waiting: Array<() => void> = [];

  function turn(): Promise<boolean> {
    if (working < limit) {
      working += 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const admit = () => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(admit), 1);
        resolve(false);
      }, patience);
      waiting.push(admit);
    });
  }

  function leave() {
    const next = waiting.shift();
    if (next) next();
    else working -= 1;
  }

  return {
    async pass(work) {
      if (!(await turn())) return busy;
      try {
        return await work();
      } finally {
        leave();
      }
    },
    load: () => ({ working, waiting: waiting.length }),
  };
}
