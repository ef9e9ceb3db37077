import type { ExamRules } from "#app/domain/courses/manifest.ts";
import { asksCode, type Sitting, sittingsAt } from "./sittings.ts";

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
  exam: Pick<ExamRules, "attempts" | "waitHours" | "opensAfterLessons" | "onlyInSittings">;
  attempts: readonly PastAttempt[];
  /** Lessons that the exam asks for and are not satisfied yet. */
  lessonsMissing: number;
  /** Sittings of the course that are neither over nor cancelled. */
  sittings: readonly Sitting[];
  now: Date;
}

/** Why an exam cannot be started; each has its sentence. */
export type StartRefusal =
  | "lessons"
  | "passed"
  | "marking"
  | "exhausted"
  | "wait"
  | "not-open"
  | "no-sitting";

export type StartAnswer =
  /** An open attempt goes on; there is never a second beside it. */
  | { may: "resume"; number: number }
  | { may: "start"; number: number; asksCode: boolean }
  | { may: "not"; reason: StartRefusal; from: Date | null; lessonsMissing: number };

/**
 * Whether a person may begin the exam now. In this order: an open attempt is
 * resumed; who passed does not repeat, nor who waits for marks; the tries run out; between
 * two tries pass `waitHours` from the end of the last one; the lessons come first if the
 * exam says so; and where sittings are announced, or the exam is only held in them, one
 * must be open. `from` is the moment at which a wait ends or the next sitting opens.
 */
export function mayStart(question: StartQuestion): StartAnswer {
  const { exam, attempts, lessonsMissing, sittings, now } = question;
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
  const held = sittingsAt(sittings, now);
  if (held.open.length === 0) {
    if (held.next) return refusal("not-open", held.next.opensAt);
    if (exam.onlyInSittings) return refusal("no-sitting");
  }
  const last = Math.max(0, ...attempts.map(({ number }) => number));
  return { may: "start", number: last + 1, asksCode: asksCode(held.open) };
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

/** What one person has beyond the rules. */
export interface Allowance {
  /** Per cent of the time that others have: 50 makes 60 minutes 90. */
  extraPercent: number;
  /** Minutes for which they may stop the clock. */
  pauseMinutes: number;
}

export const NO_ALLOWANCE: Allowance = { extraPercent: 0, pauseMinutes: 0 };

/**
 * The server's deadline of an attempt that begins now; null = no limit. Everybody has the exam's
 * minutes, but no longer than the sitting lasts; who has extra time has that share more of just
 * this, also past the sitting's end.
 */
export function closingTime(
  { minutes }: Pick<ExamRules, "minutes">,
  sitting: Pick<Sitting, "closesAt"> | null,
  { extraPercent }: Pick<Allowance, "extraPercent">,
  now: Date,
): Date | null {
  const spans = [
    ...(minutes === null ? [] : [minutes * MINUTE]),
    ...(sitting ? [sitting.closesAt.getTime() - now.getTime()] : []),
  ];
  if (spans.length === 0) return null;
  return new Date(now.getTime() + Math.round(Math.min(...spans) * (1 + extraPercent / 100)));
}

/** Minutes that a person has of an exam's, with their extra time. */
export function minutesFor(minutes: number, { extraPercent }: Allowance): number {
  return Math.round(minutes * (1 + extraPercent / 100));
}

/** Minutes for which a person may stop the clock: the exam's, or their own if those are more. */
export function pauseFor(exam: Pick<ExamRules, "pauseMinutes">, { pauseMinutes }: Allowance) {
  return Math.max(exam.pauseMinutes, pauseMinutes);
}

/** Whether the time of an attempt is over: an answer at the very deadline still counts. */
export function isOver(closesAt: Date | null, now: Date): boolean {
  return closesAt !== null && now > closesAt;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
