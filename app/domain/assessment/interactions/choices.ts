import type { AssessmentItem, Choice } from "../item.ts";
import type { ItemProblem } from "./interaction.ts";

/** What is wrong with choices of any kind. */
export function choicesProblem(choices: readonly Choice[]): ItemProblem | null {
  if (choices.length < 2) return "too-few-choices";
  return textsProblem(choices);
}

/** What is wrong with what they say. */
export function textsProblem(choices: readonly Choice[]): ItemProblem | null {
  if (choices.some(({ text }) => text === "")) return "empty-choice";
  const texts = new Set(choices.map(({ text }) => text.toLowerCase()));
  return texts.size < choices.length ? "repeated-choice" : null;
}

/** What right parts may miss or exceed 1 by, since thirds do not divide evenly. */
const TOLERANCE = 0.0001;

/** Whether what the right parts add comes to the whole. */
export function addUp({ response: { correct, mapping } }: AssessmentItem): boolean {
  const total = correct.reduce((sum, part) => sum + (mapping[part] ?? 0), 0);
  return Math.abs(total - 1) <= TOLERANCE;
}
