import { choicesProblem, textsProblem } from "../choices.ts";
import type { InteractionType } from "../interaction.ts";
import { mapPairs, pairsOf } from "../pairs.ts";

/**
 * QTI 3 match interaction with one choice for each source; a choice may serve several sources or
 * none. Each pair adds its share, or all are needed where the item says `whole`.
 */
export const match: InteractionType = {
  problem({ sources = [], choices, response }) {
    if (sources.length < 2) return "too-few-sources";
    const problem = textsProblem(sources) ?? choicesProblem(choices);
    if (problem) return problem;
    const keys = pairsOf(response.correct);
    return sources.every(({ id }) => keys.has(id)) ? null : "no-key";
  },
  takes: ({ sources = [], choices }) => ({
    of: "pairs",
    firsts: sources.map(({ id }) => id),
    seconds: choices.map(({ id }) => id),
  }),
  shuffles: true,
  score: mapPairs,
  feedback({ sources = [] }, response) {
    const matched = pairsOf(response);
    return Object.fromEntries(
      sources.flatMap(({ id, feedback }) => (feedback && matched.has(id) ? [[id, feedback]] : [])),
    );
  },
};
