import type { ExamRules } from "#app/domain/courses/manifest.ts";

/** What the rules need to know of a try already made. */
export interface PastAttempt {
  number: number;
  startedAt: Date;
  /** Null = still open. */
  finishedAt: Date | null;
  /** Null also while one that was handed in waits for a person's marks. */
  passed: boolean | null;
}

export interface StartQuestion {
  exam: Pick<ExamRules, "attempts" | "waitHours" | "opensAfterLessons">;
  attempts: readonly PastAttempt[];
  /** Lessons that the exam asks for and are not satisfied yet. */
  lessonsMissing: number;
  now: Date;
}

/** Why an exam cannot be started; each has its sentence. */
export type StartRefusal = "lessons" | "passed" | "marking" | "exhausted" | "wait";

export type StartAnswer =
  /** An open attempt goes on; there is never a second beside it. */
  | { may: "resume"; number: number }
  | { may: "start"; number: number }
  | { may: "not"; reason: StartRefusal; from: Date | null; lessonsMissing: number };

/**
 * Whether a person may begin the exam now. In this order: an open attempt is
 * resumed; who passed does not repeat, nor who waits for marks; the tries run out; between two tries pass
 * `waitHours` from the end of the last one; the lessons come first if the exam
 * says so. `from` is the moment at which a wait ends.
 */
export function mayStart({ exam, attempts, lessonsMissing, now }: StartQuestion): StartAnswer {
  const refusal = (reason: StartRefusal, from: Date | null = null): StartAnswer => ({
    may: "not",
    reason,
    from,
    lessonsMissing,
  });
  const open = attempts.find(({ finishedAt }) => finishedAt === null);
  if (open) return { may: "resume", number: open.number };
  if (attempts.some(({ passed }) => passed)) return refusal("passed");
  if (attempts.some(({ finishedAt, passed }) => finishedAt && passed === null)) {
    return refusal("marking");
  }
  if (attempts.length >= exam.attempts) return refusal("exhausted");
  const from = nextAttemptFrom(exam, attempts);
  if (from && from > now) return refusal("wait", from);
  if (exam.opensAfterLessons && lessonsMissing > 0) return refusal("lessons");
  const last = Math.max(0, ...attempts.map(({ number }) => number));
  return { may: "start", number: last + 1 };
}

/** When the next try may begin, if there is one left; null before the first. */
export function nextAttemptFrom(
  exam: Pick<ExamRules, "attempts" | "waitHours">,
  attempts: readonly PastAttempt[],
): Date | null {
  if (attempts.length >= exam.attempts || attempts.some(({ passed }) => passed)) return null;
  const ends = attempts.flatMap(({ finishedAt }) => (finishedAt ? [finishedAt.getTime()] : []));
  if (ends.length === 0) return null;
  return new Date(Math.max(...ends) + exam.waitHours * HOUR);
}

/** The server's deadline of an attempt that begins now; null = no limit. */
export function closingTime(exam: Pick<ExamRules, "minutes">, now: Date): Date | null {
  return exam.minutes === null ? null : new Date(now.getTime() + exam.minutes * MINUTE);
}

/** Whether the time of an attempt is over: an answer at the very deadline still counts. */
export function isOver(closesAt: Date | null, now: Date): boolean {
  return closesAt !== null && now > closesAt;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
