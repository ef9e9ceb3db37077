import type { AttemptEvent } from "./attempt-event.ts";
import type { ObjectiveLevel } from "./scoring.ts";

/** An objective to study again, with where it is taught. */
interface Restudy {
  objective: string;
  text: string;
  lessons: { id: string; title: string }[];
}

/** What a person may know of an attempt that ended: never the key, nor which items were right. */
export interface ExamResult {
  number: number;
  courseTitle: string;
  examTitle: string;
  /** 0 to 1; null, as `passed`, while a person marks what they wrote. */
  score: number | null;
  /** 0 to 1. */
  passMark: number;
  passed: boolean | null;
  /** Responses that wait for a person's mark. */
  waiting: number;
  /** ISO 8601 in UTC. */
  finishedAt: string;
  byDeadline: boolean;
  /** Answers that came after the deadline: kept, not counted. */
  late: number;
  /** How each objective went, in the order of the course; none while it waits. */
  objectives: { objective: string; text: string; level: ObjectiveLevel }[];
  /** What others did to it: minutes given, opened again, late answers counted. */
  decisions: AttemptEvent[];
  restudy: Restudy[];
  /** Tries that are left, this one not counted. */
  attemptsLeft: number;
  /** When the next may begin (ISO 8601 in UTC); null = none is left or needed. */
  nextFrom: string | null;
  /** That moment has come. */
  mayRetry: boolean;
}

/** Number of an attempt as an address brings it; 0 = it is none. */
export const attemptNumber = (text = ""): number =>
  /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0;
