import { choicesProblem } from "../choices.ts";
import type { InteractionType } from "../interaction.ts";
import { mapResponse } from "../map-response.ts";

/** QTI 3 choice interaction with max-choices 1: one option is right; another may be worth a part. */
export const choice: InteractionType = {
  problem({ choices, response }) {
    const problem = choicesProblem(choices);
    if (problem) return problem;
    if (response.correct.length === 0) return "no-key";
    if (response.correct.length > 1) return "several-keys";
    return response.mapping[response.correct[0] as string] === 1 ? null : "bad-weights";
  },
  takes: () => ({ of: "choices", max: 1 }),
  shuffles: true,
  score: (item, response) => (response.length === 1 ? mapResponse(item, response) : 0),
};
