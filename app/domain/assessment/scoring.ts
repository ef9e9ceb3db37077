import { interactions } from "./interactions/registry.ts";
import type { AssessmentItem, ItemResponse } from "./item.ts";

/** QTI 3 outcome SCORE of one item: 0 to 1; a blank response is worth 0. */
export function scoreItem(item: AssessmentItem, response: ItemResponse): number {
  return interactions[item.interaction].score(item, response);
}

/** Whether a response is wholly right. */
export function isRight(item: AssessmentItem, response: ItemResponse): boolean {
  return scoreItem(item, response) === 1;
}

/**
 * Whether this could be a response to that item: known choices, none twice, no
 * more than it takes, and at least one.
 */
export function isResponse(item: AssessmentItem, response: ItemResponse): boolean {
  const known = new Set(item.choices.map(({ id }) => id));
  return (
    response.length > 0 &&
    response.length <= interactions[item.interaction].maxChoices(item) &&
    new Set(response).size === response.length &&
    response.every((choice) => known.has(choice))
  );
}

/** What one objective of an attempt came to. */
export interface ObjectiveOutcome {
  objective: string;
  /** Items asked. */
  asked: number;
  /** Sum of their scores: a partly right response adds its part. */
  points: number;
}

/** QTI 3 test outcomes. */
export interface AttemptOutcome {
  /** 0 to 1: the mean of the items' scores, each weighing the same. */
  score: number;
  passed: boolean;
  objectives: ObjectiveOutcome[];
}

/**
 * Scores an attempt: `responses` holds the one that counts for each item, and
 * an item without one is worth 0. Passed = the score reaches `passMark` (0 to 1).
 */
export function scoreAttempt(
  items: readonly AssessmentItem[],
  responses: ReadonlyMap<string, ItemResponse>,
  passMark: number,
): AttemptOutcome {
  const objectives = new Map<string, ObjectiveOutcome>();
  let points = 0;
  for (const item of items) {
    const score = scoreItem(item, responses.get(item.id) ?? []);
    points += score;
    const objective = item.objective ?? "";
    const outcome = objectives.get(objective) ?? { objective, asked: 0, points: 0 };
    outcome.asked += 1;
    outcome.points += score;
    objectives.set(objective, outcome);
  }
  const score = items.length === 0 ? 0 : rounded(points / items.length);
  return {
    score,
    passed: score >= rounded(passMark),
    objectives: [...objectives.values()].sort((one, other) =>
      one.objective < other.objective ? -1 : 1,
    ),
  };
}

/** Objectives whose items did not reach the pass mark: what to study again. */
export function toRestudy(outcomes: readonly ObjectiveOutcome[], passMark: number): string[] {
  return outcomes
    .filter(({ points, asked }) => rounded(points / asked) < rounded(passMark))
    .map(({ objective }) => objective);
}

/** To a millionth, so that 7 of 10 reach 70 % whatever their binary fractions. */
function rounded(value: number): number {
  return Math.round(value * 1_000_000) / 1_000_000;
}
