import type { MultipleChoice } from "gift-pegjs";
import { choicesProblem, lettered } from "../gift-text.ts";
import type { InteractionType } from "../interaction.ts";
import { mapResponse } from "../map-response.ts";

/**
 * QTI 3 choice interaction with max-choices 1: one option is right (`=` in
 * GIFT). Another may be worth a part (`~%50%`), as in Moodle.
 */
export const choice: InteractionType = {
  reads: (question) =>
    question.type === "MC" && question.choices.some(({ isCorrect }) => isCorrect),
  parse(question) {
    const options = (question as MultipleChoice).choices;
    const choices = lettered(options);
    const problem = choicesProblem(choices);
    if (problem) return { ok: false, code: problem };
    const right = choices.filter((_, index) => options[index]?.isCorrect);
    if (right.length > 1) return { ok: false, code: "several-keys" };
    const mapping: Record<string, number> = {};
    for (const [index, { id }] of choices.entries()) {
      const share = options[index]?.isCorrect ? 1 : (options[index]?.weight ?? 0) / 100;
      if (share !== 0) mapping[id] = share;
    }
    return { ok: true, choices, response: { correct: right.map(({ id }) => id), mapping } };
  },
  maxChoices: () => 1,
  shuffles: true,
  score: (item, response) => (response.length === 1 ? mapResponse(item, response) : 0),
};
