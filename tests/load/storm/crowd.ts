import { setTimeout as wait } from "node:timers/promises";
import { dice } from "#tests/factories/seed.ts";
import { Browser } from "./browser.ts";
import { type Sitting, sitExam } from "./official.ts";

/** Who comes to which exam, and over how many seconds. */
export interface Crowd {
  origin: string;
  course: string;
  questions: number;
  cookies: string[];
  seconds: number;
  seed: number;
}

/** What all of them did together. */
export interface Outcome extends Sitting {
  statuses: Record<number, number>;
  /** Why somebody did not come to the end, each reason with how many. */
  failures: Record<string, number>;
  seconds: number;
}

/** Share of the officials whose browser runs no script. */
const WITHOUT_SCRIPTS = 0.2;

/** The crowd in a process of its own, so that it shares no event loop with a server. */
process.on("message", async (crowd: Crowd) => process.send?.(await storm(crowd)));
process.once("disconnect", () => process.exit(0));

/** Each arrives at a moment of their own, evenly spread; what each does is thrown by their own dice. */
async function storm({ cookies, seconds, seed, ...exam }: Crowd): Promise<Outcome> {
  const startedAt = performance.now();
  const all: Outcome = {
    ...{ acknowledged: [], sent: [], saves: [], starts: [], pages: [], finishes: [] },
    ...{ statuses: {}, failures: {}, seconds: 0 },
  };
  await Promise.all(
    cookies.map(async (cookie, index) => {
      const random = dice(seed + index);
      await wait(random() * seconds * 1000);
      const browser = new Browser(exam.origin, cookie);
      try {
        await sitExam({ ...exam, browser, random, scripts: random() >= WITHOUT_SCRIPTS }, all);
      } catch (error) {
        count(all.failures, (error as Error).message);
      } finally {
        browser.close();
        for (const [status, times] of Object.entries(browser.statuses)) {
          count(all.statuses, status, times);
        }
      }
    }),
  );
  all.seconds = (performance.now() - startedAt) / 1000;
  return all;
}

function count(counts: Record<string, number>, name: string, times = 1) {
  counts[name] = (counts[name] ?? 0) + times;
}
