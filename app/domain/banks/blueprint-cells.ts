import type { BlueprintCell } from "#app/domain/courses/manifest.ts";

/** A cell of the blueprint with the questions that may fill it. */
export interface CellCount {
  objective: string;
  difficulty: string | null;
  /** Questions of a form. */
  drawn: number;
  /** Questions that the bank has. */
  found: number;
  /** Questions that it should have. */
  wanted: number;
}

/**
 * A bank has at least five times the form in every cell: with four times one question was seen in
 * 0.27 of the forms, and 0.25 is the most (design of the assessment, "Exams").
 */
const TIMES = 5;

export function blueprintCells(
  blueprint: readonly BlueprintCell[],
  counts: readonly { objective: string; difficulty: string; count: number }[],
): CellCount[] {
  return blueprint.map(({ objective, difficulty = null, count }) => {
    const own = counts.filter(
      (each) => each.objective === objective && (!difficulty || each.difficulty === difficulty),
    );
    const found = own.reduce((sum, each) => sum + each.count, 0);
    return { objective, difficulty, drawn: count, found, wanted: count * TIMES };
  });
}
