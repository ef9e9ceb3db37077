import type { AttemptEvent } from "./attempt-event.ts";

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
  /** 0 to 1. */
  score: number;
  /** 0 to 1. */
  passMark: number;
  passed: boolean;
  /** ISO 8601 in UTC. */
  finishedAt: string;
  byDeadline: boolean;
  /** Answers that came after the deadline: kept, not counted. */
  late: number;
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
