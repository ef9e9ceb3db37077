import { setTimeout as wait } from "node:timers/promises";
import { idField, responseField } from "#app/domain/assessment/answer-fields.ts";
import { paths } from "#app/paths.ts";
import { waitAfter } from "#app/ui/client/waits.ts";
import type { Answer, Browser } from "./browser.ts";

/** An answer that the server said it has kept. */
export interface Acknowledged {
  attempt: string;
  item: string;
  /** UUID under which it was sent. */
  id: string;
  response: string[];
  /** As the reply to the module says it; a form is answered with the next page instead. */
  savedAt: string | null;
  late: boolean | null;
}

/** What one official did and how long they waited, in milliseconds. */
export interface Sitting {
  acknowledged: Acknowledged[];
  /** UUIDs of every answer that was sent, acknowledged or not. */
  sent: string[];
  /** From choosing to "guardado", by the module and by the plain form. */
  saves: number[];
  starts: number[];
  pages: number[];
  finishes: number[];
}

/** A choice under the UUID with which it is sent. */
export interface Choice {
  id: string;
  response: string[];
}

export interface Official {
  browser: Browser;
  course: string;
  questions: number;
  /** Whether the page's module runs. */
  scripts: boolean;
  random: () => number;
}

/** Milliseconds between reading a question and answering it. */
const THINKING = { least: 1500, most: 4500 };
/** Share of the questions at which somebody changes their mind. */
const SECOND_THOUGHTS = 0.1;
/** Milliseconds after which somebody without scripts goes back and presses again. */
const PRESSES_AGAIN = { least: 1000, most: 4000 };
/** Seconds after which Chromium loads a page again that it could not reach. */
const LOADED_AGAIN = [1, 5, 30, 60];
/** Milliseconds after which somebody gives the exam up. */
const GIVES_UP = 10 * 60_000;

/**
 * Sits the exam as a person does: reads the rules, starts, answers each question, looks over
 * and hands in. What fails is sent again just as the page's module or the person would, an
 * answer always under the UUID it had. Throws when it never succeeds.
 */
export async function sitExam(
  { browser, course, questions, scripts, random }: Official,
  sitting: Sitting,
): Promise<void> {
  const until = Date.now() + GIVES_UP;
  await page(paths.exam(course));
  const send = scripts ? held : pressed;
  let way = await send(sitting.starts, () => browser.post(paths.exam(course), HTML, []));
  for (let number = 1; number <= questions; number += 1) {
    const asked = questionOn(await page(way));
    way = number < questions ? paths.examQuestion(course, number + 1) : paths.examFinish(course);
    await think();
    if (scripts) await answerWithModule(asked);
    else await answerWithForm(asked, number);
  }
  const [, attempt = ""] = ATTEMPT.exec(await page(way)) ?? [];
  const hand = () => browser.post(paths.examFinish(course), HTML, [["attempt", attempt]]);
  await page(await send(sitting.finishes, hand));

  /** Each choice is saved as it is made, and once more on leaving: the module goes on by itself. */
  async function answerWithModule(asked: Question) {
    let chosen = choiceOf(asked);
    await saveByModule(asked, chosen);
    if (random() < SECOND_THOUGHTS) {
      await think();
      chosen = choiceOf(asked);
      await saveByModule(asked, chosen);
    }
    await saveByModule(asked, chosen);
  }

  async function saveByModule({ attempt, item }: Question, { id, response }: Choice) {
    const fields = fieldsOf(attempt, item, { id, response });
    sitting.sent.push(id);
    const { text } = await timed(sitting.saves, () =>
      retried(
        (tries) => wait(waitAfter(tries, random)),
        isRead,
        () => browser.post(paths.examAnswers(course), "application/json", fields),
      ),
    );
    const [reply] = JSON.parse(text);
    if (reply?.outcome !== "saved") throw new Error(`An answer was ${text}`);
    const { savedAt, late } = reply;
    sitting.acknowledged.push({ attempt, item, id, response, savedAt, late });
  }

  async function answerWithForm({ attempt, item, id, choices }: Question, number: number) {
    const { response } = choiceOf({ choices });
    const fields = fieldsOf(attempt, item, { id, response });
    sitting.sent.push(id);
    await pressed(sitting.saves, () =>
      browser.post(paths.examQuestion(course, number), HTML, fields),
    );
    sitting.acknowledged.push({ attempt, item, id, response, savedAt: null, late: null });
  }

  /** A page that cannot be reached is loaded again by the browser, one that says 503 by itself. */
  async function page(path: string): Promise<string> {
    const { text } = await timed(sitting.pages, () =>
      retried(
        (tries, { refresh }) => wait(1000 * (refresh ?? LOADED_AGAIN[tries - 1] ?? 60)),
        isRead,
        () => browser.get(path),
      ),
    );
    return text;
  }

  /** A form without the module: the person sees the error, goes back and presses again. Answers the way on. */
  async function pressed(took: number[], post: () => Promise<Answer>): Promise<string> {
    const pause = () => wait(between(PRESSES_AGAIN));
    const { location } = await timed(took, () =>
      retried(pause, ({ status }) => status === 303, post),
    );
    return location ?? "";
  }

  /** A form that the module holds until the service has taken it: it reads where the answer leads. */
  async function held(took: number[], post: () => Promise<Answer>): Promise<string> {
    const follow = async () => {
      const sent = await post();
      const { status, location } = sent;
      return status === 303 ? { ...(await browser.get(location ?? "")), location } : sent;
    };
    const { location } = await timed(took, () => retried(backOff, isRead, follow));
    return location ?? "";
  }

  async function retried(
    pause: Pause,
    isDone: (answer: Answer) => boolean,
    ask: () => Promise<Answer>,
  ): Promise<Answer> {
    for (let tries = 1; ; tries += 1) {
      const answer = await ask();
      if (isDone(answer)) return answer;
      if (!isPassing(answer)) throw new Error(`The exam was answered ${answer.status}`);
      if (Date.now() > until) throw new Error("The exam was given up");
      await pause(tries, answer);
    }
  }

  /** As the module does. */
  function backOff(tries: number) {
    return wait(waitAfter(tries, random));
  }

  function think() {
    return wait(between(THINKING));
  }

  function between({ least, most }: { least: number; most: number }): number {
    return least + random() * (most - least);
  }

  function choiceOf({ choices }: Pick<Question, "choices">): Choice {
    const chosen = choices[Math.floor(random() * choices.length)] ?? "";
    return { id: crypto.randomUUID(), response: [chosen] };
  }
}

const HTML = "text/html";

type Pause = (tries: number, answer: Answer) => Promise<unknown>;

interface Question {
  attempt: string;
  item: string;
  /** The UUID that the page brought. */
  id: string;
  choices: string[];
}

const ATTEMPT = /name="attempt" value="([^"]+)"/;
const ITEM = /name="id\.([^"]+)" value="([^"]+)"/;
const CHOICES = /name="response\.[^"]+" type="(?:radio|checkbox)"[^>]* value="([^"]+)"/g;

/** What a page of the exam asks. */
export function questionOn(html: string): Question {
  const [, attempt = ""] = ATTEMPT.exec(html) ?? [];
  const [, item = "", id = ""] = ITEM.exec(html) ?? [];
  const choices = [...html.matchAll(CHOICES)].flatMap(([, choice]) => choice ?? []);
  if (!attempt || !item || choices.length === 0) throw new Error("The page asks no question");
  return { attempt, item, id, choices };
}

/** The fields of a form that gives one answer. */
export function fieldsOf(
  attempt: string,
  item: string,
  { id, response }: Choice,
): [string, string][] {
  return [
    ["attempt", attempt],
    [idField(item), id],
    ...response.map((choice): [string, string] => [responseField(item), choice]),
  ];
}

const isRead = ({ status }: Answer) => status === 200;

/** Nothing came, or it is said that trying again may help. */
const isPassing = ({ status }: Answer) => status === 0 || status >= 500 || status === 429;

async function timed<Value>(took: number[], work: () => Promise<Value>): Promise<Value> {
  const startedAt = performance.now();
  const value = await work();
  took.push(performance.now() - startedAt);
  return value;
}
