/** The result of an attempt before somebody changed it. */
export interface ResultBefore {
  /** 0 to 1. */
  score: number | null;
  passed: boolean | null;
  /** ISO 8601 in UTC. */
  finishedAt: string | null;
  finishedBy: "person" | "deadline" | null;
}

/** What was done to an attempt, as a page tells it. */
export interface AttemptEvent {
  kind: "pause" | "resume" | "minutes" | "reopen" | "late-counted";
  /** ISO 8601 in UTC. */
  at: string;
  /** Who did it. */
  by: string;
  /** Of the clock: stopped for at most (pause), stopped for (resume), given (minutes, reopen). */
  seconds: number | null;
  /** Late answers that count from then on. */
  answers: number | null;
  reason: string | null;
  before: ResultBefore | null;
}

/** What others did to an attempt for the person who sits it: not their own pauses. */
export const doneByOthers = (events: readonly AttemptEvent[]): AttemptEvent[] =>
  events.filter(({ kind }) => kind !== "pause" && kind !== "resume");
