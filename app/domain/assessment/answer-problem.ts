import type { FileRefusal } from "./answer-file-types.ts";

/** What is wrong with an answer sent. */
export type AnswerProblem =
  /** Nothing was chosen, typed or sent. */
  { item: string; why: "blank" } | { item: string; why: FileRefusal; file: string };
