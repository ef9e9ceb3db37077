import type { AssessmentItem } from "../../item.ts";
import { choicesProblem } from "../choices.ts";
import type { InteractionType } from "../interaction.ts";
import { mapPairs, pair, pairsOf } from "../pairs.ts";

/**
 * QTI 3 order interaction: each choice gets a position from 1. Each that stands at its own
 * adds its share, or all are needed where the item says `whole`; a position given to two is
 * worth nothing to either.
 */
export const order: InteractionType = {
  problem({ choices, response }) {
    const problem = choicesProblem(choices);
    if (problem) return problem;
    return response.correct.length === choices.length ? null : "no-key";
  },
  takes: ({ choices }) => ({
    of: "pairs",
    firsts: choices.map(({ id }) => id),
    seconds: choices.map((_, index) => String(index + 1)),
  }),
  shuffles: true,
  score(item, response) {
    const positions = [...pairsOf(response)];
    const once = positions.filter(
      ([, position]) => positions.filter(([, other]) => other === position).length === 1,
    );
    return mapPairs(
      item,
      once.map(([id, position]) => pair(id, position)),
    );
  },
};

/** The key of choices that stand in their right order. */
export function inThisOrder(choices: AssessmentItem["choices"]): string[] {
  return choices.map(({ id }, index) => pair(id, String(index + 1)));
}
