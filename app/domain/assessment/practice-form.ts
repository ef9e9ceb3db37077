import type { BlueprintCell } from "#app/domain/courses/manifest.ts";
import { type BankItem, type FormItem, formItem, shuffled } from "./form.ts";
import { suitsCountry } from "./item.ts";
import { isHumanScored } from "./scoring.ts";

export interface PracticeInput {
  bank: readonly BankItem[];
  blueprint: readonly BlueprintCell[];
  /** ISO 3166-1 of the person's municipality; null if unknown. */
  country: string | null;
  /** How often this person has practised with each item: the least go first. */
  times: ReadonlyMap<string, number>;
  /** 0 to below 1, as Math.random. */
  random: () => number;
}

/**
 * A form to practise with: of each objective as many items as the exam asks, or as many as there
 * are. Only items of lessons and of review that need nobody to mark them; never one of an exam.
 * Empty = there are none.
 */
export function drawPractice({ bank, blueprint, country, times, random }: PracticeInput) {
  const countries = [...new Set(bank.flatMap(({ item }) => item.countries))];
  const pool = bank.filter(
    ({ item }) =>
      !item.uses.includes("exam") && !isHumanScored(item) && suitsCountry(item, country, countries),
  );
  const chosen: BankItem[] = [];
  for (const [objective, count] of countsOf(blueprint)) {
    const own = pool
      .filter(({ item }) => item.objective === objective)
      .map((each) => ({ each, times: times.get(each.item.id) ?? 0, tie: random() }))
      .sort((one, other) => one.times - other.times || one.tie - other.tie);
    chosen.push(...own.slice(0, count).map(({ each }) => each));
  }
  const rules = { exposureLimit: 1, shuffleChoices: true };
  return shuffled(chosen, random).map((each): FormItem => formItem(each, { random, rules }));
}

/** Items asked of each objective, whatever their difficulty. */
function countsOf(blueprint: readonly BlueprintCell[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { objective, count } of blueprint) {
    counts.set(objective, (counts.get(objective) ?? 0) + count);
  }
  return counts;
}
