import type { AssessmentItem, ItemResponse } from "../../item.ts";
import type { InteractionType } from "../interaction.ts";
import { pair, pairsOf, wholeOrShare } from "../pairs.ts";
import { keyOf } from "../typed-text.ts";

/** Characters that a typed gap takes where its item does not say, its own name included. */
const LENGTH = 200;

/**
 * QTI 3 inline choice interactions in one text, and text entries among them: a cloze. What each
 * gap adds is in the mapping (`gap choice`) or, where it is typed, in the texts that name it.
 */
export const inlineChoice: InteractionType = {
  problem({ prompt, gaps = [], response }) {
    if (gaps.length === 0 || gaps.some(({ id }) => !prompt.includes(`[[${id}]]`))) return "no-gap";
    const hasKey = gaps.every(({ id, choices }) =>
      choices.length > 0
        ? choices.some((choice) => (response.mapping[pair(id, choice)] ?? 0) > 0)
        : response.texts?.some(({ gap, score }) => gap === id && score > 0),
    );
    return hasKey ? null : "gap-without-key";
  },
  takes: ({ gaps = [], choices, entry }) => ({
    of: "pairs",
    firsts: gaps.map(({ id }) => id),
    seconds: choices.map(({ id }) => id),
    ...(gaps.some((gap) => gap.choices.length === 0) && { length: entry?.length ?? LENGTH }),
  }),
  shuffles: true,
  score(item, response) {
    let sum = 0;
    for (const [gap, answer] of pairsOf(response)) {
      sum += item.response.mapping[pair(gap, answer)] ?? typed(item, gap, answer)?.score ?? 0;
    }
    return wholeOrShare(item.response, sum);
  },
  feedback(item, response) {
    const why: Record<string, string> = {};
    for (const [gap, answer] of pairsOf(response)) {
      const chosen = item.choices.find(({ id }) => id === answer) ?? typed(item, gap, answer);
      if (chosen?.feedback) why[gap] = chosen.feedback;
    }
    return why;
  },
};

function typed({ gaps = [], response: key }: AssessmentItem, gap: string, answer: ItemResponse[0]) {
  if (!gaps.some(({ id, choices }) => id === gap && choices.length === 0)) return null;
  return keyOf(
    answer,
    (key.texts ?? []).filter((each) => each.gap === gap),
    key,
  );
}
