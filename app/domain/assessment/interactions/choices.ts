import type { AssessmentItem, Choice } from "../item.ts";
import type { ItemProblem } from "./interaction.ts";
import { isWhole, worth } from "./map-response.ts";

/** What is wrong with choices of any kind. */
export function choicesProblem(choices: readonly Choice[]): ItemProblem | null {
  if (choices.length < 2) return "too-few-choices";
  return textsProblem(choices);
}

/** What is wrong with what they say. */
export function textsProblem(choices: readonly Choice[]): ItemProblem | null {
  const texts = choices.map(({ text }) => text.trim().toLowerCase());
  if (texts.includes("")) return "empty-choice";
  return new Set(texts).size < choices.length ? "repeated-choice" : null;
}

/** Whether what the right parts add comes to the whole. */
export function addUp({ response: key }: AssessmentItem): boolean {
  return isWhole(key.correct.reduce((sum, part) => sum + worth(key, part), 0));
}
