import type { ItemFacts } from "../sitting.ts";
import { type JudgedAnswer, restCorrelation } from "./rest.ts";

/** Thirds of the persons, by how they did in the other items. */
export const GROUPS = ["bottom", "middle", "top"] as const;
export type Group = (typeof GROUPS)[number];

export interface OptionRow {
  /** Null = left blank. */
  id: string | null;
  right: boolean;
  /** Persons who took it. */
  n: number;
  /** Of those who were asked, 0 to 1. Where several may be taken the shares add up to more. */
  share: number;
  /** Correlation of taking it with the score in the other items; null when either does not vary. */
  r: number | null;
  /** Persons of each group who took it. */
  byGroup: Record<Group, number>;
}

export interface OptionStatistics {
  /** Persons in each group. */
  groups: Record<Group, number>;
  /** The options in the order of the item, and the blank answers last. */
  rows: OptionRow[];
}

/** Share of the persons in the top and in the bottom group (Kelley 1939, J. Educ. Psychol. 30, 17–24). */
const TAIL = 0.27;

/**
 * Who took which option. The groups are the best 27 % in the other items, the
 * worst 27 % and who is between them; persons who did alike are never parted, so
 * that a group may be larger.
 */
export function optionStatistics(
  answers: readonly JudgedAnswer[],
  options: NonNullable<ItemFacts["options"]>,
): OptionStatistics {
  const groupOf = grouping(answers);
  const count = (among: readonly JudgedAnswer[]): Record<Group, number> => {
    const counts = { bottom: 0, middle: 0, top: 0 };
    for (const answer of among) counts[groupOf(answer)] += 1;
    return counts;
  };
  const row = (
    id: string | null,
    right: boolean,
    took: (answer: JudgedAnswer) => boolean,
  ): OptionRow => {
    const takers = answers.filter(took);
    return {
      id,
      right,
      n: takers.length,
      share: answers.length === 0 ? 0 : takers.length / answers.length,
      r: restCorrelation(answers, (answer) => Number(took(answer))),
      byGroup: count(takers),
    };
  };
  return {
    groups: count(answers),
    rows: [
      ...options.map(({ id, right }) => row(id, right, ({ response }) => response.includes(id))),
      row(null, false, ({ response }) => response.length === 0),
    ],
  };
}

function grouping(answers: readonly JudgedAnswer[]): (answer: JudgedAnswer) => Group {
  const rests = answers.flatMap(({ rest }) => rest ?? []).sort((one, other) => one - other);
  const tail = Math.max(1, Math.round(rests.length * TAIL));
  const [low, high] = [rests[tail - 1], rests[rests.length - tail]];
  return ({ rest }) => {
    if (rest === null || low === undefined || high === undefined || low >= high) return "middle";
    if (rest <= low) return "bottom";
    return rest >= high ? "top" : "middle";
  };
}
