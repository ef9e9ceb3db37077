import type { TrueFalse } from "gift-pegjs";
import { plainText } from "../gift-text.ts";
import type { InteractionType } from "../interaction.ts";
import { mapResponse } from "../map-response.ts";

/**
 * QTI 3 choice interaction over true and false, always in that order. The words
 * of the two choices are the page's, in its language. In GIFT the first
 * feedback is for the wrong answer and the second for the right one.
 */
export const trueFalse: InteractionType = {
  reads: (question) => question.type === "TF",
  parse(question) {
    const { isTrue, trueFeedback: wrong, falseFeedback: right } = question as TrueFalse;
    const key = isTrue ? "true" : "false";
    const choices = ["true", "false"].map((id) => ({
      id,
      text: "",
      feedback: plainText(id === key ? right : wrong) || null,
    }));
    return { ok: true, choices, response: { correct: [key], mapping: { [key]: 1 } } };
  },
  maxChoices: () => 1,
  shuffles: false,
  score: (item, response) => (response.length === 1 ? mapResponse(item, response) : 0),
};
