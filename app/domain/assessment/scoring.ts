import { pairsOf } from "./interactions/pairs.ts";
import { interactions } from "./interactions/registry.ts";
import { mostPoints } from "./interactions/rubric.ts";
import { type AssessmentItem, INTERACTIONS, type ItemResponse, type Rubric } from "./item.ts";

/** QTI 3 outcome SCORE of one item: 0 to 1; a blank response is worth 0. */
export function scoreItem(item: AssessmentItem, response: ItemResponse): number {
  return interactions[item.interaction].score(item, response);
}

/** Whether a response is wholly right. */
export function isRight(item: AssessmentItem, response: ItemResponse): boolean {
  return scoreItem(item, response) === 1;
}

/** Whether a person marks it (QTI 3 external-scored). */
export function isHumanScored({ interaction }: Pick<AssessmentItem, "interaction">): boolean {
  return interactions[interaction].externalScored === "human";
}

/** The interactions that a person marks. */
export const HUMAN_SCORED = INTERACTIONS.filter((interaction) => isHumanScored({ interaction }));

/** What points by id of the criterion come to, 0 to 1 of the most that the rubric gives. */
export function shareOfPoints(rubric: Rubric, points: Readonly<Record<string, number>>): number {
  const given = rubric.criteria.reduce((total, { id }) => total + (points[id] ?? 0), 0);
  const most = mostPoints(rubric);
  return most === 0 ? 0 : Math.min(1, rounded(given / most));
}

/**
 * Whether this could be a response to that item: parts that it takes, none twice (of pairs, no
 * first twice), no more than it takes, and at least one.
 */
export function isResponse(item: AssessmentItem, response: ItemResponse): boolean {
  const shape = interactions[item.interaction].takes(item);
  const isPairs = shape.of === "pairs";
  const most = isPairs ? shape.firsts.length : shape.max;
  const different = isPairs ? pairsOf(response).size : new Set(response).size;
  return (
    response.length > 0 &&
    response.length <= most &&
    different === response.length &&
    partsTaken(item, response).length === response.length
  );
}

/** Those parts of a response that an item takes: an earlier version of it may have had others. */
export function partsTaken(item: AssessmentItem, response: ItemResponse): ItemResponse {
  const shape = interactions[item.interaction].takes(item);
  if (shape.of === "texts") return response.filter((text) => text.length <= shape.length);
  if (shape.of === "choices") {
    const known = new Set(item.choices.map(({ id }) => id));
    return response.filter((choice) => known.has(choice));
  }
  return response.filter((part) => {
    const [[first = "", second = ""] = []] = pairsOf([part]);
    const typed = shape.length !== undefined && second.length <= shape.length;
    return shape.firsts.includes(first) && (typed || shape.seconds.includes(second));
  });
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

/** Items whose response (not blank) a person marks and nobody has: `marked` holds 0 to 1 by item. */
export function waitingForMarks(
  items: readonly AssessmentItem[],
  responses: ReadonlyMap<string, ItemResponse>,
  marked: ReadonlyMap<string, number>,
): AssessmentItem[] {
  return items.filter(
    (item) =>
      isHumanScored(item) && (responses.get(item.id)?.length ?? 0) > 0 && !marked.has(item.id),
  );
}

/**
 * Scores an attempt: `responses` holds the one that counts for each item, and
 * an item without one is worth 0. What a person marks is worth what `marked` says (0 to 1
 * by item). Passed = the score reaches `passMark` (0 to 1). Without items the score is 0.
 */
export function scoreAttempt(
  items: readonly AssessmentItem[],
  responses: ReadonlyMap<string, ItemResponse>,
  passMark: number,
  marked: ReadonlyMap<string, number> = new Map(),
): AttemptOutcome {
  const objectives = new Map<string, ObjectiveOutcome>();
  let points = 0;
  for (const item of items) {
    const score = worthOf(item, responses.get(item.id) ?? [], marked.get(item.id) ?? 0);
    points += score;
    const objective = item.objective ?? "";
    const outcome = objectives.get(objective) ?? { objective, asked: 0, points: 0 };
    outcome.asked += 1;
    outcome.points += score;
    objectives.set(objective, outcome);
  }
  return {
    ...resultOf(points, items.length, passMark),
    objectives: [...objectives.values()].sort((one, other) =>
      one.objective < other.objective ? -1 : 1,
    ),
  };
}

/** What a response adds, 0 to 1: what a person marks is worth `marked`, and nothing left blank. */
export function worthOf(item: AssessmentItem, response: ItemResponse, marked: number): number {
  if (isHumanScored(item) && response.length > 0) return marked;
  return scoreItem(item, response);
}

/** What points come to in so many items; without items the score is 0. */
export function resultOf(
  points: number,
  asked: number,
  passMark: number,
): Pick<AttemptOutcome, "score" | "passed"> {
  const score = asked === 0 ? 0 : rounded(points / asked);
  return { score, passed: asked > 0 && score >= rounded(passMark) };
}

/** How an objective went, in three words; each has its sentence. */
export type ObjectiveLevel = "reached" | "close" | "far";

/** `reached` = at the pass mark or above; `close` = at least half of it. */
export function objectiveLevel(
  { points, asked }: ObjectiveOutcome,
  passMark: number,
): ObjectiveLevel {
  const share = rounded(points / asked);
  if (share >= rounded(passMark)) return "reached";
  return share >= rounded(passMark / 2) ? "close" : "far";
}

/** Objectives whose items did not reach the pass mark: what to study again. */
export function toRestudy(outcomes: readonly ObjectiveOutcome[], passMark: number): string[] {
  return outcomes
    .filter((outcome) => objectiveLevel(outcome, passMark) !== "reached")
    .map(({ objective }) => objective);
}

/** To a millionth, so that 7 of 10 reach 70 % whatever their binary fractions. */
function rounded(value: number): number {
  return Math.round(value * 1_000_000) / 1_000_000;
}
