import type { AssessmentItem, ItemResponse, NumberKey } from "../../item.ts";
import type { InteractionType } from "../interaction.ts";
import { numbersOf } from "../typed-number.ts";

/** Characters of a number and of a unit. */
const LENGTH = 60;

/** A binary fraction at the edge of a range belongs to it. */
const EDGE = 1e-9;

/**
 * QTI 3 text entry interaction over a float, with tolerance: the key is one range or several, the
 * one worth most counts. An item with units asks for one; the number is compared in the first of
 * them, and without a unit it is worth nothing.
 */
export const numeric: InteractionType = {
  problem({ entry, response: { numbers = [] } }) {
    const units = entry?.units ?? [];
    if (units.some(({ name, factor }) => name.trim() === "" || !(factor > 0))) return "bad-unit";
    if (numbers.some(({ from, to }) => !(from <= to))) return "bad-range";
    return numbers.some(({ score }) => score === 1) ? null : "no-key";
  },
  takes: ({ entry }) => ({ of: "texts", max: entry?.units?.length ? 2 : 1, length: LENGTH }),
  shuffles: false,
  score: (item, response) => met(item, response)?.score ?? 0,
  feedback(item, response): Record<string, string> {
    const why = met(item, response)?.feedback;
    return why ? { entry: why } : {};
  },
};

function met(item: AssessmentItem, [typed = "", unit]: ItemResponse): NumberKey | null {
  const factor = factorOf(item, unit);
  if (factor === null) return null;
  const values = numbersOf(typed).map((value) => value * factor);
  let best: NumberKey | null = null;
  for (const range of item.response.numbers ?? []) {
    const inside = values.some((value) => {
      const slack = EDGE * Math.max(1, Math.abs(value));
      return value >= range.from - slack && value <= range.to + slack;
    });
    if (inside && (best === null || range.score > best.score)) best = range;
  }
  return best;
}

/** What the unit given is worth in the first one; null = it is none of them. */
function factorOf({ entry }: AssessmentItem, unit: string | undefined): number | null {
  const units = entry?.units ?? [];
  if (units.length === 0) return unit === undefined ? 1 : null;
  return units.find(({ name }) => name === unit)?.factor ?? null;
}
