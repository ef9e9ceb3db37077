import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import type { SourceItem } from "./formats/format.ts";

/** What who imports chooses for the questions that do not say it. */
export interface Defaults
  extends Pick<AssessmentItem, "objective" | "difficulty" | "countries" | "uses"> {}

/** What a question says that nobody chose anything for. */
export const NOTHING_CHOSEN: Defaults = {
  objective: null,
  difficulty: "media",
  countries: [],
  uses: ["lesson"],
};

/** The item of a question as it is kept, its own word before what was chosen. */
export function complete(
  { item }: SourceItem,
  id: string,
  defaults: Defaults = NOTHING_CHOSEN,
): AssessmentItem {
  const { objective = defaults.objective, difficulty = defaults.difficulty } = item;
  const { countries = defaults.countries, uses = defaults.uses } = item;
  return { id, ...item, objective, difficulty, countries: [...countries], uses: [...uses] };
}

/** Whether it can be an item's id: it is part of addresses and of the names of fields. */
export const isItemId = (id: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(id);
