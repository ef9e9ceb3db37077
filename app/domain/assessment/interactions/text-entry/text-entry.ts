import type { AssessmentItem, ItemResponse } from "../../item.ts";
import type { InteractionType } from "../interaction.ts";
import { asScore } from "../map-response.ts";
import { keyOf } from "../typed-text.ts";

/** Characters that an entry takes where its item does not say. */
const LENGTH = 200;

/** QTI 3 text entry interaction: a word or a few, compared by the rules of `typed-text.ts`. */
export const textEntry: InteractionType = {
  problem: ({ response: { texts = [] } }) =>
    texts.some(({ score, text }) => score === 1 && text.trim() !== "") ? null : "no-key",
  takes: ({ entry }) => ({ of: "texts", max: 1, length: entry?.length ?? LENGTH }),
  shuffles: false,
  score: (item, response) => asScore(met(item, response)?.score ?? 0),
  feedback(item, response): Record<string, string> {
    const why = met(item, response)?.feedback;
    return why ? { entry: why } : {};
  },
};

function met({ response: key }: AssessmentItem, response: ItemResponse) {
  const [typed] = response;
  return typed === undefined || response.length > 1 ? null : keyOf(typed, key.texts ?? [], key);
}
