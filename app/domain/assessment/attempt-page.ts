import type { ExamRules } from "#app/domain/courses/manifest.ts";
import type { ItemResponse } from "./item.ts";
import type { QuestionView, SentFile } from "./item-view.ts";

/** A question of an attempt as its page shows it. */
export interface AttemptQuestion {
  /** Place in the form, from 1. */
  number: number;
  item: QuestionView;
  /** The answer kept for it. */
  response: ItemResponse;
  /** The files that were sent for it, also those that the answer no longer has. */
  sent: SentFile[];
  /** ISO 8601 in UTC; null = not answered yet. */
  answeredAt: string | null;
}

/** An open attempt as far as a page shows it. Neither keys nor scores are here. */
export interface AttemptPage {
  id: string;
  number: number;
  courseTitle: string;
  exam: Pick<ExamRules, "title" | "layout" | "minutes">;
  /** The server's clock when the page was made, ISO 8601 in UTC. */
  now: string;
  /** ISO 8601 in UTC; null = no limit. */
  closesAt: string | null;
  /** The clock stands still since then (ISO 8601 in UTC); null = it runs. */
  pausedAt: string | null;
  /** Milliseconds for which it may be stopped yet. */
  pauseLeft: number;
  /** Null once handed in: there is nothing to answer. */
  finishedAt: string | null;
  /** For each place of the form, whether it has an answer. */
  answered: boolean[];
  /** The questions asked for. */
  questions: AttemptQuestion[];
}

/** Whether a person is in the middle of an exam. */
export type OpenAttempt =
  | { is: "open"; page: AttemptPage }
  /** Its clock stands still, and its questions are not to be seen. */
  | { is: "paused"; page: AttemptPage }
  | { is: "ended"; number: number }
  | { is: "none" };
