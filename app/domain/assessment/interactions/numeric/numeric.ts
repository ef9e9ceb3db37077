import type { AssessmentItem, ItemResponse, NumberKey } from "../../item.ts";
import type { InteractionType, ItemProblem } from "../interaction.ts";
import { asScore } from "../map-response.ts";
import { numbersOf } from "../typed-number.ts";
import { numberAndUnit } from "./number-and-unit.ts";

/** Characters of a number and of a unit. */
const LENGTH = 60;

/** A binary fraction at the edge of a range belongs to it: this share of its ends. */
const EDGE = 1e-9;

/**
 * QTI 3 text entry interaction over a float, with tolerance: the key is one range or several, the
 * one worth most counts. An item with units asks for one; the number is compared in the first of
 * them, and without a unit it is worth nothing.
 */
export const numeric: InteractionType = {
  problem(item) {
    const { numbers = [] } = item.response;
    const isRange = ({ from, to }: NumberKey) =>
      Number.isFinite(from) && Number.isFinite(to) && from <= to;
    if (!numbers.every(isRange)) return "bad-range";
    return unitsProblem(item) ?? (numbers.some(({ score }) => score === 1) ? null : "no-key");
  },
  takes: ({ entry }) => ({ of: "texts", max: entry?.units?.length ? 2 : 1, length: LENGTH }),
  shuffles: false,
  score: (item, response) => asScore(met(item, response)?.score ?? 0),
  feedback(item, response): Record<string, string> {
    const why = met(item, response)?.feedback;
    return why ? { entry: why } : {};
  },
};

/** The first unit is the one that the others are told in. */
function unitsProblem({ entry }: AssessmentItem): ItemProblem | null {
  const units = entry?.units ?? [];
  if (units.length === 0) return null;
  const names = new Set(units.map(({ name }) => name));
  const isUnit = ({ name, factor }: { name: string; factor: number }) =>
    name.trim() !== "" &&
    name.length <= LENGTH &&
    numbersOf(name).length === 0 &&
    Number.isFinite(factor) &&
    factor > 0;
  const areUnits = units.every(isUnit) && names.size === units.length;
  return areUnits && units[0]?.factor === 1 ? null : "bad-unit";
}

function met({ entry, response: key }: AssessmentItem, response: ItemResponse): NumberKey | null {
  const units = entry?.units ?? [];
  if (response.length !== (units.length > 0 ? 2 : 1)) return null;
  const names = units.map(({ name }) => name);
  const { number, unit } = numberAndUnit(names, response);
  const factor = units.length > 0 ? units.find(({ name }) => name === unit)?.factor : 1;
  if (factor === undefined) return null;
  const values = numbersOf(number).map((value) => value * factor);
  let best: NumberKey | null = null;
  for (const range of key.numbers ?? []) {
    const slack = EDGE * Math.max(Math.abs(range.from), Math.abs(range.to));
    const inside = values.some((value) => value >= range.from - slack && value <= range.to + slack);
    if (inside && (best === null || range.score > best.score)) best = range;
  }
  return best;
}
