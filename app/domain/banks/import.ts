import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { type ItemProblem, itemProblem } from "#app/domain/assessment/item-problem.ts";
import { isHumanScored } from "#app/domain/assessment/scoring.ts";
import type { BlockFault, FormatName, Note, SourceItem } from "./formats/format.ts";
import { formats } from "./formats/registry.ts";
import { sameContent } from "./same-content.ts";
import { complete, type Defaults } from "./source-item.ts";

/** What becomes of a question of a file. */
export const OUTCOMES = ["added", "changed", "same", "refused", "skipped"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why a question is not taken. */
export type RowFault = BlockFault | ItemProblem | "repeated" | "of-content";

/** What is said of a question beside what was left out of it. */
export type RowNote = Note | "rubric" | "unknown-objective" | "made-id";

/** The item that a bank has under an id. */
export interface Existing {
  origin: "content" | "authored";
  item: AssessmentItem;
}

/** What an import knows beside the file. */
export interface ImportFacts {
  format: FormatName;
  defaults: Defaults;
  /** Ids of the course's objectives. */
  objectives: readonly string[];
  /** For what a person marks and brings no rubric: no format has one. */
  rubric: NonNullable<AssessmentItem["rubric"]>;
}

export interface Judged {
  outcome: Outcome;
  fault: RowFault | null;
  notes: RowNote[];
  /** What would be taken. */
  item: AssessmentItem | null;
}

/**
 * What becomes of a question with that id. One that says of an item what its format can carry is
 * the same; else it is a new version, which keeps what the file does not say. What the files of
 * the course have is theirs.
 */
export function judge(
  source: SourceItem,
  id: string,
  existing: Existing | null,
  facts: ImportFacts,
): Judged {
  const said: RowNote[] = [...source.notes];
  const carried = existing && formats[facts.format].carry(existing.item).item;
  if (existing && carried && sameContent(carried, complete(source, id, carried))) {
    return { outcome: "same", fault: null, notes: said, item: null };
  }
  if (existing?.origin === "content") {
    return { outcome: "refused", fault: "of-content", notes: said, item: null };
  }
  const item = withRubric(source, id, existing?.item ?? null, facts);
  const problem = itemProblem(item);
  if (problem) return { outcome: "refused", fault: problem, notes: said, item: null };
  if (item.rubric === facts.rubric) said.push("rubric");
  if (item.objective && !facts.objectives.includes(item.objective)) said.push("unknown-objective");
  return { outcome: existing ? "changed" : "added", fault: null, notes: said, item };
}

function withRubric(
  source: SourceItem,
  id: string,
  existing: AssessmentItem | null,
  { defaults, rubric }: ImportFacts,
): AssessmentItem {
  const isMarked = isHumanScored(source.item);
  // Only an exam has somebody to mark it.
  const chosen: Defaults = isMarked ? { ...defaults, uses: ["exam"] } : defaults;
  const item = complete(source, id, existing ?? chosen);
  if (!isMarked) return item;
  const notes = item.scorerNotes ?? existing?.scorerNotes;
  return {
    ...item,
    rubric: existing?.rubric ?? rubric,
    ...(notes && { scorerNotes: notes }),
  };
}
