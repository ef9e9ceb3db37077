import type { AssessmentItem, ItemResponse } from "../../item.ts";
import { addUp, choicesProblem } from "../choices.ts";
import type { InteractionType } from "../interaction.ts";
import { worth } from "../map-response.ts";
import { mapPairs, pair, pairsOf } from "../pairs.ts";

/**
 * QTI 3 order interaction: each choice gets a position from 1. Each that stands at its own
 * adds its share, or all are needed where the item says `whole`; a position given to two is
 * worth nothing to either. A choice explains itself once it stands at its own.
 */
export const order: InteractionType = {
  problem(item) {
    const { choices, response } = item;
    const problem = choicesProblem(choices);
    if (problem) return problem;
    if (response.correct.length !== choices.length) return "no-key";
    return addUp(item) ? null : "bad-weights";
  },
  takes: ({ choices }) => ({
    of: "pairs",
    firsts: choices.map(({ id }) => id),
    seconds: choices.map((_, index) => String(index + 1)),
  }),
  shuffles: true,
  score: (item, response) => mapPairs(item, alone(response)),
  feedback({ choices, response: key }, response) {
    const placed = alone(response).filter((part) => worth(key, part) > 0);
    const right = pairsOf(placed);
    return Object.fromEntries(
      choices.flatMap(({ id, feedback }) => (feedback && right.has(id) ? [[id, feedback]] : [])),
    );
  },
};

/** The pairs whose position no other choice has. */
function alone(response: ItemResponse): ItemResponse {
  const positions = [...pairsOf(response)];
  return positions
    .filter(([, position]) => positions.filter(([, other]) => other === position).length === 1)
    .map(([id, position]) => pair(id, position));
}

/** The key of choices that stand in their right order. */
export function inThisOrder(choices: AssessmentItem["choices"]): string[] {
  return choices.map(({ id }, index) => pair(id, String(index + 1)));
}
