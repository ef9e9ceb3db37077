import type { AssessmentItem, ItemResponse } from "../item.ts";

/** Why a question is not taken into a bank. */
export type ItemProblem =
  | "no-prompt"
  | "no-objective"
  | "too-few-choices"
  | "repeated-choice"
  | "empty-choice"
  | "no-key"
  | "several-keys"
  | "bad-weights"
  | "too-few-sources"
  | "bad-range"
  | "bad-unit"
  | "bad-part-id"
  | "bad-entry"
  | "no-gap"
  | "gap-without-key"
  | "no-rubric"
  | "marked-by-a-person";

/** What a response to an item may be made of. */
export type ResponseShape =
  /** Ids of its choices. */
  | { of: "choices"; max: number }
  /** One pair for each first; the second is one of those, or typed if there is a length. */
  | { of: "pairs"; firsts: string[]; seconds: string[]; length?: number }
  /** Texts of so many characters. */
  | { of: "texts"; max: number; length: number };

/** A kind of question: what it needs, which responses it takes, and what they are worth. */
export interface InteractionType {
  /** What is wrong with an item of this kind; null = nothing. */
  problem(item: AssessmentItem): ItemProblem | null;
  takes(item: AssessmentItem): ResponseShape;
  /** Whether the order of its choices is drawn for each attempt. */
  shuffles: boolean;
  /** QTI 3 external-scored: a person marks it. */
  externalScored?: "human";
  /**
   * 0 to 1. A response that the item cannot have is worth 0, and so is every one of a kind
   * that a person marks.
   */
  score(item: AssessmentItem, response: ItemResponse): number;
  /**
   * Explanations that a response has earned, by id of the choice, source or gap they are about, or
   * `entry`. Absent = those of the choices taken, and of all once it was right.
   */
  feedback?(item: AssessmentItem, response: ItemResponse): Record<string, string>;
}
