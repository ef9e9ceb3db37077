import { setTimeout as wait } from "node:timers/promises";
import type { Database } from "#app/server/db.ts";
import { dice } from "#tests/factories/seed.ts";
import { atMost, type Figure, quantile } from "./measure.ts";
import { startCrowd } from "./processes.ts";
import type { Crowd, Outcome } from "./storm/crowd.ts";
import { PASS_MARK, prepareExam, QUESTIONS } from "./storm/exam.ts";
import { type Kill, killAll, planKills, type Victim } from "./storm/kills.ts";
import { type Look, recoveries, startProbing } from "./storm/probe.ts";
import { judge } from "./storm/verdict.ts";

/** So many officials who begin one exam within so many seconds. */
export interface Storm {
  officials: number;
  seconds: number;
  /** Throws what each of them does, and what is killed when. */
  seed: number;
}

export interface StormFacts extends Storm {
  /** Opens the database where it is now: after a kill it may have moved. */
  openDatabase: () => Promise<Database>;
  origin: string;
  /** The course whose questions are asked. */
  of: string;
}

/**
 * The exam storm: everybody arrives within the seconds given, each at a moment of their own, and
 * sits the whole exam with a few seconds for each question, so that all are done a minute and a
 * half after the last arrived. (With more time to think there would be more people at once and
 * no more requests a second: those are decided by how many arrive.)
 */
export async function storm(facts: StormFacts): Promise<Figure[]> {
  const { officials, seconds, seed, origin } = facts;
  const exam = { course: "tormenta", origin, questions: QUESTIONS };
  const cookies = await prepare(facts, exam.course, officials);
  const outcome = await crowd({ ...exam, cookies, seconds, seed });
  const p99 = quantile(outcome.saves, 0.99);
  return [
    atMost("storm: p99 of saving", p99, 1000, "ms"),
    ...pace("storm", outcome),
    ...(await verdict("storm", facts, { ...exam, people: officials }, outcome)),
  ];
}

/** Seconds before the first kill, and from the last arrival to the last kill. */
const CALM = 10;
const LAST = 40;

/** Seconds within which the service is back. */
const BACK_WITHIN = 5;

/** The same while the processes beneath a supervisor are killed. */
export async function stormWithKills(
  facts: StormFacts & { supervisor: number },
): Promise<Figure[]> {
  const { officials, seconds, seed, origin, supervisor } = facts;
  const exam = { course: "tormenta-con-cortes", origin, questions: QUESTIONS };
  const [onLookout = "", ...cookies] = await prepare(facts, exam.course, officials + 1);
  const stopProbing = await startProbing(origin, exam.course, onLookout);
  const plan = planKills(seconds + LAST - CALM, dice(seed));
  const [outcome, kills] = await Promise.all([
    crowd({ ...exam, cookies, seconds, seed }),
    wait(CALM * 1000).then(() => killAll(supervisor, plan)),
  ]);
  const { looks, acknowledged, sent } = await stopProbing();
  outcome.acknowledged.push(...acknowledged);
  outcome.sent.push(...sent);
  const name = "storm with kills";
  return [
    ...recovery(name, kills, looks),
    atMost(`${name}: requests that still wait afterwards`, await stillWorking(origin), 0, ""),
    { name: `${name}: p99 of saving`, value: quantile(outcome.saves, 0.99), unit: "ms" },
    ...pace(name, outcome),
    ...(await verdict(name, facts, { ...exam, people: officials + 1 }, outcome)),
  ];
}

async function prepare({ openDatabase, of }: StormFacts, course: string, people: number) {
  const db = await openDatabase();
  try {
    return await prepareExam(db, { of, course, people });
  } finally {
    await db.close();
  }
}

async function crowd(asked: Crowd): Promise<Outcome> {
  const people = startCrowd();
  try {
    return await people.sit(asked);
  } finally {
    people.stop();
  }
}

function recovery(name: string, kills: readonly Kill[], looks: readonly Look[]): Figure[] {
  const back = recoveries(kills, looks).map((milliseconds) => milliseconds / 1000);
  for (const [index, { victim }] of kills.entries()) {
    tell(`${victim} killed: back after ${back[index]?.toFixed(2)} s`);
  }
  const times = (of: Victim) => kills.filter(({ victim }) => victim === of).length;
  return [
    { name: `${name}: web process killed`, value: times("web"), unit: "times" },
    { name: `${name}: database killed`, value: times("database"), unit: "times" },
    { name: `${name}: one process of it killed`, value: times("backend"), unit: "times" },
    atMost(`${name}: back after a kill, at worst`, quantile(back, 1), BACK_WITHIN, "s"),
    { name: `${name}: back after a kill, median`, value: quantile(back, 0.5), unit: "s" },
  ];
}

/** Requests that the web process has begun and not answered, when nobody asks any more. */
async function stillWorking(origin: string): Promise<number> {
  const metrics = await (await fetch(`${origin}/metrics`)).text();
  return Number(/^cabildo_requests\{state="working"\} (\d+)/m.exec(metrics)?.[1] ?? Number.NaN);
}

function pace(name: string, outcome: Outcome): Figure[] {
  const { saves, starts, pages, finishes, statuses, acknowledged, seconds } = outcome;
  const answers = new Set(acknowledged.map(({ id }) => id)).size;
  return [
    { name: `${name}: all of it`, value: seconds, unit: "s" },
    { name: `${name}: answers kept`, value: answers, unit: "" },
    { name: `${name}: saves acknowledged a second`, value: saves.length / seconds, unit: "" },
    { name: `${name}: p50 of saving`, value: quantile(saves, 0.5), unit: "ms" },
    { name: `${name}: longest saving`, value: quantile(saves, 1), unit: "ms" },
    { name: `${name}: p99 of starting`, value: quantile(starts, 0.99), unit: "ms" },
    { name: `${name}: p99 of a page`, value: quantile(pages, 0.99), unit: "ms" },
    { name: `${name}: p99 of handing in`, value: quantile(finishes, 0.99), unit: "ms" },
    { name: `${name}: told to come back (503)`, value: statuses[503] ?? 0, unit: "times" },
    { name: `${name}: not reached`, value: statuses[0] ?? 0, unit: "times" },
    atMost(`${name}: errors (500)`, statuses[500] ?? 0, 0, "times"),
  ];
}

async function verdict(
  name: string,
  { openDatabase }: StormFacts,
  { course, people }: { course: string; people: number },
  outcome: Outcome,
): Promise<Figure[]> {
  for (const [reason, times] of Object.entries(outcome.failures)) {
    tell(`${times} officials did not come to the end: ${reason}`);
  }
  const db = await openDatabase();
  try {
    const exam = { course, people, passMark: PASS_MARK };
    const { lost, doubled, attempts, scores } = await judge(db, exam, outcome);
    return [
      atMost(`${name}: acknowledged answers lost`, lost, 0, ""),
      atMost(`${name}: answers doubled`, doubled, 0, ""),
      atMost(`${name}: attempts doubled or unfinished`, attempts, 0, ""),
      atMost(`${name}: scores that are not the answers'`, scores, 0, ""),
    ];
  } finally {
    await db.close();
  }
}

function tell(what: string) {
  process.stderr.write(`       ${what}\n`);
}
