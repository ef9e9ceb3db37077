import type { AssessmentItem, Rubric } from "../item.ts";
import type { ItemProblem } from "./interaction.ts";

/** What is wrong with an item that a person marks: only an exam has somebody to do so. */
export function rubricProblem({ rubric, uses }: AssessmentItem): ItemProblem | null {
  if (uses.some((use) => use !== "exam")) return "marked-by-a-person";
  return rubric && isRubric(rubric) ? null : "no-rubric";
}

/** Each criterion says what it looks at and has levels to choose from; together they are worth something. */
function isRubric({ criteria }: Rubric): boolean {
  const ids = new Set(criteria.map(({ id }) => id));
  const levels = criteria.flatMap((criterion) => criterion.levels);
  return (
    ids.size === criteria.length &&
    criteria.every(({ text, levels }) => text.trim() !== "" && levels.length > 0) &&
    levels.every(({ points }) => Number.isFinite(points) && points >= 0) &&
    mostPoints({ criteria }) > 0
  );
}

/** Points of the highest level of every criterion. */
export function mostPoints({ criteria }: Rubric): number {
  return criteria.reduce(
    (total, { levels }) => total + Math.max(0, ...levels.map(({ points }) => points)),
    0,
  );
}
