import type { ExamResult } from "#app/domain/assessment/exam-result.ts";
import type { ResultNotes } from "./result-notes.ts";

/** The result of an attempt with what people decided about it. */
export interface ResultPage {
  courseSlug: string;
  result: ExamResult;
  notes: ResultNotes;
  /** The server's clock, ISO 8601 in UTC. */
  now: string;
}
