import type { GIFTQuestion } from "gift-pegjs";
import type { AssessmentItem, Choice, ItemResponse, ResponseDeclaration } from "../item.ts";

/** What a question's text gives an item, or why it cannot be one. */
type ParsedInteraction =
  | { ok: true; choices: Choice[]; response: ResponseDeclaration }
  | { ok: false; code: ProblemCode };

/** Why a question is not taken into a bank. */
export type ProblemCode =
  | "syntax"
  | "unsupported"
  | "no-id"
  | "bad-id"
  | "repeated-id"
  | "no-objective"
  | "bad-tag"
  | "no-prompt"
  | "too-few-choices"
  | "repeated-choice"
  | "empty-choice"
  | "no-key"
  | "several-keys"
  | "bad-weights";

/** A kind of question: how it is read, which responses it takes, and what they are worth. */
export interface InteractionType {
  /** Whether this kind reads that question of a GIFT file. */
  reads(question: GIFTQuestion): boolean;
  parse(question: GIFTQuestion): ParsedInteraction;
  /** How many choices a response may take. */
  maxChoices(item: Pick<AssessmentItem, "choices">): number;
  /** Whether the order of its choices is drawn for each attempt. */
  shuffles: boolean;
  /** 0 to 1. A response that the item cannot have is worth 0. */
  score(item: AssessmentItem, response: ItemResponse): number;
}
