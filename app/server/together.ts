import type { Executor } from "./db.ts";
import { isDatabaseGone } from "./http/database-gone.ts";

export interface TogetherOptions<Asked> {
  /** Batches under way at once; what comes meanwhile waits and goes together. */
  atOnce?: number;
  /** Most calls in one batch. */
  most?: number;
  /** Calls with the same key never share a batch; null = it may share any. */
  key?: (asked: Asked) => string | null;
}

interface Waiting<Asked, Answer> {
  asked: Asked;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

type Call<Asked, Answer> = (asked: Asked) => Promise<Answer>;

/**
 * A query for many as a call for one: calls on the same database are gathered.
 */
export function together<Asked, Answer>(
  run: (db: Executor, asked: readonly Asked[]) => Promise<readonly Answer[]>,
  options: TogetherOptions<Asked> = {},
): (db: Executor, asked: Asked) => Promise<Answer> {
  const calls = new WeakMap<Executor, Call<Asked, Answer>>();
  return (db, asked) => {
    const known = calls.get(db);
    if (known) return known(asked);
    const call = gathered<Asked, Answer>((many) => run(db, many), options);
    calls.set(db, call);
    return call(asked);
  };
}

/**
 * One call made of many: whatever is asked while `atOnce` batches are under way
 * goes in the next one. Alone, a call goes at once and by itself; under load a
 * hundred of them cost one round trip and one commit. Nothing is kept: each call
 * is answered by a query that began after it. `run` answers in the order asked,
 * and is all or nothing: if it fails for what was asked, each call is tried alone,
 * so that nobody suffers another's mistake.
 */
function gathered<Asked, Answer>(
  run: (asked: readonly Asked[]) => Promise<readonly Answer[]>,
  { atOnce = 2, most = 100, key }: TogetherOptions<Asked> = {},
): Call<Asked, Answer> {
  let waiting: Waiting<Asked, Answer>[] = [];
  let underWay = 0;

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject });
      // After what has arrived by now was read: it goes together.
      if (underWay < atOnce) setImmediate(next);
    });

  function next(): void {
    if (underWay >= atOnce || waiting.length === 0) return;
    const [batch, rest] = divided(waiting, most, key);
    waiting = rest;
    underWay += 1;
    settle(batch).finally(() => {
      underWay -= 1;
      next();
    });
  }

  async function settle(batch: readonly Waiting<Asked, Answer>[]): Promise<void> {
    try {
      const answers = await run(batch.map(({ asked }) => asked));
      for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      if (batch.length === 1 || isDatabaseGone(error)) {
        for (const { reject } of batch) reject(error);
      } else {
        await Promise.all(batch.map((call) => settle([call])));
      }
    }
  }
}

/** The first calls of a batch, in order, and those that wait for a later one. */
function divided<Asked, Answer>(
  waiting: readonly Waiting<Asked, Answer>[],
  most: number,
  key: ((asked: Asked) => string | null) | undefined,
): [Waiting<Asked, Answer>[], Waiting<Asked, Answer>[]] {
  const batch: Waiting<Asked, Answer>[] = [];
  const rest: Waiting<Asked, Answer>[] = [];
  const keys = new Set<string>();
  for (const call of waiting) {
    const own = key?.(call.asked) ?? null;
    if (batch.length === most || (own !== null && keys.has(own))) {
      rest.push(call);
    } else {
      batch.push(call);
      if (own !== null) keys.add(own);
    }
  }
  return [batch, rest];
}
