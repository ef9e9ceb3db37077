import { setTimeout as wait } from "node:timers/promises";
import { paths } from "#app/paths.ts";
import { Browser } from "./browser.ts";
import type { Kill } from "./kills.ts";
import { type Acknowledged, fieldsOf, questionOn } from "./official.ts";

/** One look at whether the service is there, by `performance.now()`. */
export interface Look {
  startedAt: number;
  endedAt: number;
  isThere: boolean;
}

export interface Probed {
  looks: Look[];
  /** The answers that it gave, in their order. */
  acknowledged: Acknowledged[];
  /** UUIDs of every answer that was sent. */
  sent: string[];
}

/** Milliseconds between two looks, and after which one is in vain. */
const EVERY = 50;
const PATIENCE = 3000;

/**
 * Somebody who sits the exam too and looks every 50 ms, however long the looks before take,
 * whether the service says that it is ready and keeps an answer. Answers how to stop, which
 * hands the exam in.
 */
export async function startProbing(
  origin: string,
  course: string,
  cookie: string,
): Promise<() => Promise<Probed>> {
  const browser = new Browser(origin, cookie, { connections: 100, patience: PATIENCE });
  await browser.post(paths.exam(course), "text/html", []);
  const { text } = await browser.get(paths.examQuestion(course, 1));
  const { attempt, item, choices } = questionOn(text);
  const probed: Probed = { looks: [], acknowledged: [], sent: [] };
  let isOver = false;

  async function look(turn: number) {
    const startedAt = performance.now();
    const response = [choices[turn % choices.length] ?? ""];
    const id = crypto.randomUUID();
    const fields = fieldsOf(attempt, item, { id, response });
    probed.sent.push(id);
    const [ready, saved] = await Promise.all([
      browser.get("/readyz"),
      browser.post(paths.examAnswers(course), "application/json", fields),
    ]);
    const isThere = ready.status === 200 && saved.status === 200;
    probed.looks.push({ startedAt, endedAt: performance.now(), isThere });
    if (saved.status !== 200) return;
    const [{ savedAt, late }] = JSON.parse(saved.text);
    probed.acknowledged.push({ attempt, item, id, response, savedAt, late });
  }

  const looking = (async () => {
    const looks: Promise<void>[] = [];
    for (let turn = 0; !isOver; turn += 1) {
      looks.push(look(turn));
      await wait(EVERY);
    }
    await Promise.all(looks);
  })();
  return async () => {
    isOver = true;
    await looking;
    await browser.post(paths.examFinish(course), "text/html", [["attempt", attempt]]);
    browser.close();
    probed.looks.sort((one, other) => one.startedAt - other.startedAt);
    probed.acknowledged.sort((one, other) => (inOrder(one) < inOrder(other) ? -1 : 1));
    return probed;
  };
}

/** As the server orders answers: by their moment, then by their UUID. */
const inOrder = ({ savedAt, id }: Acknowledged) => `${savedAt} ${id}`;

/** Milliseconds within which a kill is noticed, and in which the service has to hold to be back. */
const NOTICED = 1500;
const HELD = 500;

/**
 * Milliseconds from each kill until the service was back: until the end of the first good look
 * after which it did not fail for half a second. 0 = nobody noticed.
 */
export function recoveries(kills: readonly Kill[], looks: readonly Look[]): number[] {
  return kills.map(({ at }) => {
    const after = looks.filter(({ startedAt }) => startedAt >= at);
    const failed = after.findIndex(({ isThere }) => !isThere);
    const first = after[failed];
    if (!first || first.startedAt > at + NOTICED) return 0;
    const back = after
      .slice(failed)
      .find(
        (look, index, rest) =>
          look.isThere &&
          rest
            .slice(index)
            .every(({ isThere, startedAt }) => isThere || startedAt > look.startedAt + HELD),
      );
    return back ? back.endedAt - at : Number.POSITIVE_INFINITY;
  });
}
