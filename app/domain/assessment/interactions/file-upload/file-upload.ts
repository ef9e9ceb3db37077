import type { InteractionType } from "../interaction.ts";
import { rubricProblem } from "../rubric.ts";

/** Characters of a file's id. */
const UUID = 36;

/** QTI 3 upload interaction: the response is the ids of the files sent; a person marks them. */
export const fileUpload: InteractionType = {
  problem: (item) => (item.entry?.files ? rubricProblem(item) : "bad-entry"),
  takes: ({ entry }) => ({ of: "texts", max: entry?.files?.most ?? 1, length: UUID }),
  shuffles: false,
  externalScored: "human",
  score: () => 0,
};
