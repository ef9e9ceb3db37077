import type { Sitting } from "../sitting.ts";
import { pearson } from "./moments.ts";

/** An answer with how its giver did in the other items of the form. */
export interface JudgedAnswer {
  score: number;
  response: readonly string[];
  seconds: number | null;
  /** Mean score of the other items of the form, 0 to 1; null when there is none. */
  rest: number | null;
}

/** The answers to each version of an item. */
export function answersByItem(sittings: readonly Sitting[]): Map<string, JudgedAnswer[]> {
  const judged = new Map<string, JudgedAnswer[]>();
  for (const { answers } of sittings) {
    const total = answers.reduce((points, { score }) => points + score, 0);
    for (const { hash, ...answer } of answers) {
      const rest = answers.length > 1 ? (total - answer.score) / (answers.length - 1) : null;
      const list = judged.get(hash);
      if (list) list.push({ ...answer, rest });
      else judged.set(hash, [{ ...answer, rest }]);
    }
  }
  return judged;
}

/** Correlation of something about the answers with the rest of the form; null if there is none. */
export function restCorrelation(
  answers: readonly JudgedAnswer[],
  value: (answer: JudgedAnswer) => number,
): number | null {
  const withRest = answers.filter(({ rest }) => rest !== null);
  return pearson(
    withRest.map(value),
    withRest.map(({ rest }) => rest as number),
  );
}
