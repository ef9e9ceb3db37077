import type { ItemProblem } from "./interactions/interaction.ts";
import { interactions } from "./interactions/registry.ts";
import type { AssessmentItem } from "./item.ts";

export type { ItemProblem };

/** Why an item cannot be asked; null = it can. */
export function itemProblem(item: AssessmentItem): ItemProblem | null {
  if (item.uses.includes("exam") && !item.objective) return "no-objective";
  if (item.prompt.trim() === "") return "no-prompt";
  return interactions[item.interaction].problem(item);
}
