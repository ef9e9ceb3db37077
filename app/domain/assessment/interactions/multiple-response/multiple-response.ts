import type { MultipleChoice } from "gift-pegjs";
import { choicesProblem, lettered } from "../gift-text.ts";
import type { InteractionType } from "../interaction.ts";
import { mapResponse } from "../map-response.ts";

/** What right options may miss or exceed 100 by, since thirds do not divide evenly. */
const TOLERANCE = 0.01;

/**
 * QTI 3 choice interaction with several choices: each option carries a weight
 * (`~%50%`, `~%-50%`). The score is the sum of the weights taken, between 0 and
 * 1: every wrong option taken is discounted, so that marking all of them gains
 * nothing, and a part of the right ones is worth that part.
 */
export const multipleResponse: InteractionType = {
  reads: (question) =>
    question.type === "MC" &&
    !question.choices.some(({ isCorrect }) => isCorrect) &&
    question.choices.some(({ weight }) => weight !== null),
  parse(question) {
    const options = (question as MultipleChoice).choices;
    const choices = lettered(options);
    const problem = choicesProblem(choices);
    if (problem) return { ok: false, code: problem };
    const weights = options.map(({ weight }) => weight ?? 0);
    const right = choices.filter((_, index) => (weights[index] ?? 0) > 0);
    if (right.length === 0) return { ok: false, code: "no-key" };
    const total = weights.filter((weight) => weight > 0).reduce((sum, weight) => sum + weight, 0);
    if (Math.abs(total - 100) > TOLERANCE) return { ok: false, code: "bad-weights" };
    const mapping: Record<string, number> = {};
    for (const [index, { id }] of choices.entries()) {
      const weight = weights[index] ?? 0;
      if (weight !== 0) mapping[id] = weight > 0 ? weight / total : weight / 100;
    }
    return { ok: true, choices, response: { correct: right.map(({ id }) => id), mapping } };
  },
  maxChoices: ({ choices }) => choices.length,
  shuffles: true,
  score: mapResponse,
};
