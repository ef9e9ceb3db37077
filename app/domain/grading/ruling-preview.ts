import type { AssessmentItem, ItemResponse } from "#app/domain/assessment/item.ts";
import { type ObjectiveOutcome, resultOf, worthOf } from "#app/domain/assessment/scoring.ts";

/** What a ruling would do to results that are known. */
export interface RulingPreview {
  /** Results with the version. */
  attempts: number;
  /** Of them, those that would change. */
  changed: number;
  newlyPassing: number;
  /** Who passed and would not have: they keep their pass, and a person decides. */
  below: number;
}

/** What a ruling would do to results, and to the exams that are to come. */
export interface WholePreview extends RulingPreview {
  /** False: without the item the bank makes no exam for some of those for whom it makes one now. */
  stillDrawn: boolean;
}

/** A result that is known, with what was answered to the item that is in question. */
export interface KnownResult {
  score: number;
  passed: boolean;
  outcomes: readonly ObjectiveOutcome[];
  passMark: number;
  response: ItemResponse;
  /** What people's marks of it came to, 0 to 1. */
  marked: number;
}

/** What results would come to if `replacement` took the place of `current`; null = it does not count. */
export function previewOf(
  results: readonly KnownResult[],
  { current, replacement }: Record<"current" | "replacement", AssessmentItem | null>,
): RulingPreview {
  const preview = { attempts: results.length, changed: 0, newlyPassing: 0, below: 0 };
  for (const result of results) {
    const worth = (item: AssessmentItem | null) =>
      item ? worthOf(item, result.response, result.marked) : 0;
    const sum = (of: "asked" | "points") =>
      result.outcomes.reduce((total, outcome) => total + outcome[of], 0);
    const points = sum("points") - worth(current) + worth(replacement);
    const asked = sum("asked") - Number(current !== null) + Number(replacement !== null);
    const after = resultOf(points, asked, result.passMark);
    const newlyPassing = after.passed && !result.passed;
    if (after.score !== result.score || newlyPassing) preview.changed += 1;
    if (newlyPassing) preview.newlyPassing += 1;
    if (!after.passed && result.passed) preview.below += 1;
  }
  return preview;
}
