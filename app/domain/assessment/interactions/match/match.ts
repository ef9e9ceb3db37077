import { addUp, choicesProblem, textsProblem } from "../choices.ts";
import type { InteractionType } from "../interaction.ts";
import { worth } from "../map-response.ts";
import { mapPairs, pair, pairsOf } from "../pairs.ts";

/**
 * QTI 3 match interaction with one choice for each source; a choice may serve several sources or
 * none. Each pair adds its share, or all are needed where the item says `whole`.
 *
 * A source that was matched right explains itself; of one that was not, the choice taken does,
 * since the source's explanation tells the key.
 */
export const match: InteractionType = {
  problem(item) {
    const { sources = [], choices, response } = item;
    if (sources.length < 2) return "too-few-sources";
    const problem = textsProblem(sources) ?? choicesProblem(choices);
    if (problem) return problem;
    const keys = pairsOf(response.correct);
    if (!sources.every(({ id }) => keys.has(id))) return "no-key";
    return addUp(item) ? null : "bad-weights";
  },
  takes: ({ sources = [], choices }) => ({
    of: "pairs",
    firsts: sources.map(({ id }) => id),
    seconds: choices.map(({ id }) => id),
  }),
  shuffles: true,
  score: mapPairs,
  feedback({ sources = [], choices, response: key }, response) {
    const taken = pairsOf(response);
    return Object.fromEntries(
      sources.flatMap((source) => {
        const choice = choices.find(({ id }) => id === taken.get(source.id));
        if (!choice) return [];
        const right = worth(key, pair(source.id, choice.id)) > 0;
        const why = right ? source.feedback : choice.feedback;
        return why ? [[source.id, why]] : [];
      }),
    );
  },
};
