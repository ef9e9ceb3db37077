import type { AssessmentItem, Rubric } from "../item.ts";
import type { ItemProblem } from "./interaction.ts";

/** What is wrong with an item that a person marks: only an exam has somebody to do so. */
export function rubricProblem({ rubric, uses }: AssessmentItem): ItemProblem | null {
  if (uses.some((use) => use !== "exam")) return "marked-by-a-person";
  return rubric && mostPoints(rubric) > 0 ? null : "no-rubric";
}

/** Points of the highest level of every criterion. */
export function mostPoints({ criteria }: Rubric): number {
  return criteria.reduce(
    (total, { levels }) => total + Math.max(0, ...levels.map(({ points }) => points)),
    0,
  );
}
