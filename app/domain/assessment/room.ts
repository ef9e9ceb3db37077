/** Minutes without an answer after which somebody counts as stopped. */
const STOPPED_AFTER_MINUTES = 10;
/** Hours for which an attempt that ended stays in the room. */
export const SHOWN_AFTER_HOURS = 12;

/** What somebody in an exam is doing. */
export type RoomState =
  | "answering"
  /** Nothing has been saved for a while. */
  | "stopped"
  | "paused"
  /** Time is up, and it is about to be handed in by itself. */
  | "closing"
  | "handed-in"
  | "closed";

/** An attempt as the proctor's view tells it. Moments are ISO 8601 in UTC. */
export interface RoomAttempt {
  id: string;
  fullName: string;
  organization: string | null;
  number: number;
  startedAt: string;
  /** Null = no limit. */
  closesAt: string | null;
  pausedAt: string | null;
  finishedAt: string | null;
  finishedBy: "person" | "deadline" | null;
  passed: boolean | null;
  /** Questions that have an answer, of so many. */
  answered: number;
  questions: number;
  lastAnswerAt: string | null;
  /** Answers that came after the deadline and do not count. */
  late: number;
  sitting: string | null;
}

/** What the person of an attempt is doing at `now`. */
export function roomState(attempt: RoomAttempt, now: Date): RoomState {
  if (attempt.finishedAt !== null) return attempt.finishedBy === "person" ? "handed-in" : "closed";
  if (attempt.closesAt !== null && new Date(attempt.closesAt) < now) return "closing";
  if (attempt.pausedAt !== null) return "paused";
  return idleMinutes(attempt, now) >= STOPPED_AFTER_MINUTES ? "stopped" : "answering";
}

/** Whole minutes since something was saved, or since the beginning. */
export function idleMinutes({ lastAnswerAt, startedAt }: RoomAttempt, now: Date): number {
  const last = new Date(lastAnswerAt ?? startedAt);
  return Math.max(0, Math.floor((now.getTime() - last.getTime()) / 60_000));
}

/** Whole minutes that are left; null = no limit, or it is over. */
export function minutesLeft({ closesAt, finishedAt }: RoomAttempt, now: Date): number | null {
  if (closesAt === null || finishedAt !== null) return null;
  return Math.max(0, Math.ceil((new Date(closesAt).getTime() - now.getTime()) / 60_000));
}

/** The room of a course's exam. */
export interface RoomPage {
  courseSlug: string;
  courseTitle: string;
  /** When it was like this, ISO 8601 in UTC. */
  now: string;
  /** Those who are in it first, by name. */
  attempts: RoomAttempt[];
  /** There are more than are shown. */
  more: boolean;
}
