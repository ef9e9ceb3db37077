import type { ItemResponse } from "../../item.ts";

/**
 * What was typed and the unit that was chosen, "" for what was left out: of a number left blank
 * the response has the unit alone.
 */
export function numberAndUnit(
  units: readonly string[],
  response: ItemResponse,
): { number: string; unit: string } {
  return {
    number: response.find((part) => !units.includes(part)) ?? "",
    unit: response.find((part) => units.includes(part)) ?? "",
  };
}
