import type { AssessmentItem, Choice, Gap, ItemResponse, TextKey } from "../../item.ts";
import type { InteractionType } from "../interaction.ts";
import { isWhole, worth } from "../map-response.ts";
import { pair, pairsOf, wholeOrShare } from "../pairs.ts";
import { keyOf } from "../typed-text.ts";

/** Characters that a typed gap takes where its item does not say. */
const LENGTH = 200;

/**
 * QTI 3 inline choice interactions in one text, and text entries among them: a cloze. What each
 * gap adds is in the mapping (`gap choice`) or, where it is typed, in the texts that name it.
 */
export const inlineChoice: InteractionType = {
  problem(item) {
    const { prompt, gaps = [], choices } = item;
    if (gaps.length === 0 || gaps.some(({ id }) => timesIn(prompt, id) !== 1)) return "no-gap";
    const known = new Set(choices.map(({ id }) => id));
    const offered = gaps.flatMap((gap) => gap.choices);
    if (offered.some((id) => !known.has(id))) return "gap-without-key";
    if (choices.some(({ text }) => text.trim() === "")) return "empty-choice";
    const most = gaps.map((gap) => mostOf(item, gap));
    if (most.some((score) => score <= 0)) return "gap-without-key";
    return isWhole(most.reduce((sum, score) => sum + score, 0)) ? null : "bad-weights";
  },
  takes: ({ gaps = [], choices, entry }) => ({
    of: "pairs",
    firsts: gaps.map(({ id }) => id),
    seconds: choices.map(({ id }) => id),
    ...(gaps.some((gap) => gap.choices.length === 0) && { length: entry?.length ?? LENGTH }),
  }),
  shuffles: true,
  score(item, response) {
    const sum = answered(item, response).reduce((total, { score }) => total + score, 0);
    return wholeOrShare(item.response, sum);
  },
  feedback: (item, response) =>
    Object.fromEntries(
      answered(item, response).flatMap(({ gap, met }) =>
        met?.feedback ? [[gap, met.feedback]] : [],
      ),
    ),
};

interface AnsweredGap {
  gap: string;
  /** What it adds to the item's score. */
  score: number;
  /** The choice taken, or the text that what was typed meets. */
  met: Choice | TextKey | null;
}

function answered(item: AssessmentItem, response: ItemResponse): AnsweredGap[] {
  const answers = pairsOf(response);
  return (item.gaps ?? []).flatMap((gap) => {
    const answer = answers.get(gap.id);
    if (answer === undefined) return [];
    return gap.choices.length > 0 ? chosen(item, gap, answer) : typed(item, gap, answer);
  });
}

function chosen({ choices, response: key }: AssessmentItem, gap: Gap, answer: string): AnsweredGap {
  const met = choices.find(({ id }) => id === answer && gap.choices.includes(id)) ?? null;
  return { gap: gap.id, score: met ? worth(key, pair(gap.id, answer)) : 0, met };
}

function typed({ response: key }: AssessmentItem, gap: Gap, answer: string): AnsweredGap {
  const met = keyOf(answer, textsOf(key.texts, gap), key);
  return { gap: gap.id, score: met?.score ?? 0, met };
}

/** What the best answer to a gap adds. */
function mostOf({ response: key }: AssessmentItem, gap: Gap): number {
  const worths = gap.choices.map((choice) => worth(key, pair(gap.id, choice)));
  const texts = gap.choices.length > 0 ? [] : textsOf(key.texts, gap);
  return Math.max(0, ...worths, ...texts.map(({ score }) => score));
}

const textsOf = (texts: readonly TextKey[] = [], { id }: Gap): TextKey[] =>
  texts.filter(({ gap, text }) => gap === id && text.trim() !== "");

const timesIn = (prompt: string, gap: string): number => prompt.split(`[[${gap}]]`).length - 1;
