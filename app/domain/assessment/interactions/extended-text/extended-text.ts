import type { InteractionType } from "../interaction.ts";
import { rubricProblem } from "../rubric.ts";

/** Characters of an essay where its item does not say. */
const LENGTH = 20_000;

/** QTI 3 extended text interaction: a person marks it by its rubric. */
export const extendedText: InteractionType = {
  problem: rubricProblem,
  takes: ({ entry }) => ({ of: "texts", max: 1, length: entry?.length ?? LENGTH }),
  shuffles: false,
  externalScored: "human",
  score: () => 0,
};
