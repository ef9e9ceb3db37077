import type { InteractionType } from "../interaction.ts";
import { mapResponse } from "../map-response.ts";

/**
 * QTI 3 choice interaction over true and false, always in that order. The words of the two
 * choices are the page's, in its language.
 */
export const trueFalse: InteractionType = {
  problem({ choices, response }) {
    if (choices.map(({ id }) => id).join() !== "true,false") return "too-few-choices";
    return response.correct.length === 1 ? null : "no-key";
  },
  takes: () => ({ of: "choices", max: 1 }),
  shuffles: false,
  score: (item, response) => (response.length === 1 ? mapResponse(item, response) : 0),
};
