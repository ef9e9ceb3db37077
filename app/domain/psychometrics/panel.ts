import type { BlueprintCell } from "#app/domain/courses/manifest.ts";
import { mean, sum, variance } from "./classical/moments.ts";

/** How far a panel is: judges rate apart; see how the others rated and may change; it is over. */
export type PanelState = "round-1" | "round-2" | "published";

/** Judges that a panel should have (assessment design; Angoff panels of fewer vary too much). */
export const LEAST_JUDGES = 8;

export function stateOf(panel: {
  roundOneClosedAt: string | null;
  publishedAt: string | null;
}): PanelState {
  if (panel.publishedAt !== null) return "published";
  return panel.roundOneClosedAt === null ? "round-1" : "round-2";
}

/** A judge's word on an item: of 100 people just competent, how many would have it right. */
export interface Rating {
  judge: string;
  round: 1 | 2;
  /** The item's place in the panel, from 1. */
  position: number;
  /** 0 to 100. */
  percent: number;
}

/** A judge's ratings by place: those of the second round, and of the first where there is none. */
export function standing(ratings: readonly Rating[], judge: string): Map<number, number> {
  const own = ratings.filter((rating) => rating.judge === judge);
  const byRound = (round: 1 | 2) =>
    own
      .filter((rating) => rating.round === round)
      .map(({ position, percent }): [number, number] => [position, percent]);
  return new Map([...byRound(1), ...byRound(2)]);
}

/** What an exam's blueprint and bank say of an item's place in it. */
export interface PlacedItem {
  objective: string | null;
  difficulty: string;
}

/**
 * Points of a form that each item of a bank stands for: a cell of the blueprint gives its
 * count in equal parts to the items that fit it, and one that only some countries' forms have,
 * its countries' part of it. They add up to the form's length. Null when a cell has no item.
 */
export function blueprintWeights(
  items: readonly PlacedItem[],
  blueprint: readonly BlueprintCell[],
): number[] | null {
  const weights = items.map(() => 0);
  const named = new Set(blueprint.flatMap(({ countries }) => countries ?? []));
  for (const { objective, difficulty, count, countries } of blueprint) {
    const share = countries ? countries.length / named.size : 1;
    const fitting = [...items.keys()].filter((place) => {
      const item = items[place];
      const fits = difficulty === undefined || item?.difficulty === difficulty;
      return item?.objective === objective && fits;
    });
    if (fitting.length === 0) return null;
    for (const place of fitting)
      weights[place] = (weights[place] as number) + (count * share) / fitting.length;
  }
  return weights;
}

export interface PanelItem {
  position: number;
  hash: string;
  /** Points of a form that it stands for. */
  weight: number;
}

/** What the judges came to, together and on each item. */
export interface PanelOutcome {
  /** Judges who rated every item; the others are not counted. */
  judges: number;
  /** Of the form, 0 to 1: the mean of the judges' own cuts. */
  cut: number;
  /** The form's length in points. */
  points: number;
  /** Of the judges' cuts, 0 to 1; null with one judge. */
  sd: number | null;
  /** Standard error of the cut, 0 to 1; null with one judge. */
  se: number | null;
  /** Each judge's own cut, 0 to 1, the least first: nobody is named. */
  cuts: number[];
  items: {
    position: number;
    hash: string;
    mean: number;
    sd: number;
    least: number;
    most: number;
  }[];
}

/**
 * The cut score by the modified Angoff method (Angoff 1971, in Thorndike, Educational
 * Measurement, 2nd ed., 514–515; Hambleton & Pitoniak 2006, in Brennan, Educational
 * Measurement, 4th ed., 440–441): each judge's cut is the sum of their ratings, the panel's is the
 * mean of the judges' and its standard error their standard deviation over √judges. Ratings
 * are weighed by the points of a form that their items stand for. Null when
 * nobody has rated every item.
 */
export function outcomeOf(
  items: readonly PanelItem[],
  judges: readonly string[],
  ratings: readonly Rating[],
): PanelOutcome | null {
  const complete = judges
    .map((judge) => standing(ratings, judge))
    .filter((own) => items.every(({ position }) => own.has(position)));
  if (complete.length === 0) return null;
  const points = sum(items.map(({ weight }) => weight));
  const given = (own: ReadonlyMap<number, number>, position: number) => own.get(position) ?? 0;
  const cuts = complete.map(
    (own) =>
      sum(items.map(({ position, weight }) => (weight * given(own, position)) / 100)) / points,
  );
  const sd = cuts.length > 1 ? Math.sqrt(variance(cuts)) : null;
  return {
    judges: complete.length,
    cut: mean(cuts),
    points: Math.round(points * 1000) / 1000,
    sd,
    se: sd === null ? null : sd / Math.sqrt(cuts.length),
    cuts: [...cuts].sort((one, other) => one - other),
    items: items.map(({ position, hash }) => {
      const percents = complete.map((own) => given(own, position));
      return {
        ...{ position, hash, mean: mean(percents), sd: Math.sqrt(variance(percents)) },
        ...{ least: Math.min(...percents), most: Math.max(...percents) },
      };
    }),
  };
}
