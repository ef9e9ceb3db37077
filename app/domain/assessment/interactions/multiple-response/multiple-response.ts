import { addUp, choicesProblem } from "../choices.ts";
import type { InteractionType } from "../interaction.ts";
import { mapResponse } from "../map-response.ts";

/**
 * QTI 3 choice interaction with several choices: each option carries a weight. The score is the
 * sum of the weights taken, between 0 and 1: every wrong option taken is discounted, so that
 * marking all of them gains nothing, and a part of the right ones is worth that part. An item that
 * says `whole` gives nothing for less than all of it.
 */
export const multipleResponse: InteractionType = {
  problem(item) {
    const problem = choicesProblem(item.choices);
    if (problem) return problem;
    if (item.response.correct.length === 0) return "no-key";
    return addUp(item) ? null : "bad-weights";
  },
  takes: ({ choices }) => ({ of: "choices", max: choices.length }),
  shuffles: true,
  score(item, response) {
    const score = mapResponse(item, response);
    return item.response.whole && score < 1 ? 0 : score;
  },
};
