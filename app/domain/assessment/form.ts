import type { BlueprintCell, ExamRules } from "#app/domain/courses/manifest.ts";
import type { ResponseShape } from "./interactions/interaction.ts";
import { interactions } from "./interactions/registry.ts";
import {
  type AssessmentItem,
  type Difficulty,
  type InteractionName,
  suitsCountry,
} from "./item.ts";

/** QTI 3 item reference in a drawn form: which version was asked, and how its choices lay. */
export interface FormItem {
  item: string;
  hash: string;
  interaction: InteractionName;
  /** Ids of the choices, as this attempt shows them. */
  order: string[];
  /** Most parts that a response may have. */
  max: number;
  /** A response is made of pairs of these; absent = of choices, or of texts if there is a length. */
  pairs?: { firsts: string[]; seconds: string[] };
  /** Characters that a typed part may have; absent = nothing is typed. */
  length?: number;
}

/** An item of the bank with the hash of its version. */
export interface BankItem {
  hash: string;
  item: AssessmentItem;
}

export interface DrawInput {
  bank: readonly BankItem[];
  blueprint: readonly BlueprintCell[];
  /** ISO 3166-1 of the person's municipality; null if unknown. */
  country: string | null;
  exposure: Exposure;
  /** Items that this person was asked in earlier attempts: they come last. */
  seen: ReadonlySet<string>;
  /** 0 to below 1, as Math.random. */
  random: () => number;
  rules: Pick<ExamRules, "exposureLimit" | "shuffleChoices">;
}

/** How often items were asked of late. */
export interface Exposure {
  /** Forms counted. */
  forms: number;
  /** In how many of them, by item; those in none are left out. */
  times: ReadonlyMap<string, number>;
}

export const NO_EXPOSURE: Exposure = { forms: 0, times: new Map() };

/** A cell that the bank cannot fill. */
export interface Shortage {
  cell: BlueprintCell;
  found: number;
}

/**
 * Draws a form: for each cell of the blueprint that is not another country's its count of exam
 * items that suit the country, without repetition. Within a cell, items whose share of the recent forms has
 * reached `exposureLimit` come last, and items new to the person go before those already seen.
 * Among equals an item's place is that share plus a throw of the dice: an item asked less is
 * likelier, and yet those who start at the same moment, who all see the same shares, do not all
 * get the same items. The items' order is shuffled, and so is that of their choices.
 *
 * A cell that names no difficulty takes its share evenly from the difficulties
 * there are, so that forms are alike.
 */
export function drawForm(
  input: DrawInput,
): { ok: true; form: FormItem[] } | { ok: false; shortage: Shortage } {
  const eligible = examItems(input.bank, input.country);
  const taken = new Set<string>();
  const drawn: BankItem[] = [];
  for (const cell of specificFirst(cellsFor(input.blueprint, input.country))) {
    const pool = ranked(
      eligible.filter(({ item }) => !taken.has(item.id) && fits(item, cell)),
      input,
    );
    const chosen = cell.difficulty ? pool.slice(0, cell.count) : alternating(pool, cell.count);
    if (chosen.length < cell.count) return { ok: false, shortage: { cell, found: chosen.length } };
    for (const each of chosen) taken.add(each.item.id);
    drawn.push(...chosen);
  }
  const form = shuffled(drawn, input.random).map((each) => formItem(each, input));
  return { ok: true, form };
}

/** Whether the bank without an item makes a form for every country for which it makes one with it. */
export function stillDraws(
  bank: readonly BankItem[],
  without: string,
  rules: Pick<ExamRules, "blueprint" | "exposureLimit" | "shuffleChoices">,
): boolean {
  const rest = bank.filter(({ hash }) => hash !== without);
  const { blueprint } = rules;
  const any = { blueprint, rules, exposure: NO_EXPOSURE, seen: new Set<string>(), random: () => 0 };
  const makes = (from: readonly BankItem[], country: string | null) =>
    drawForm({ ...any, bank: from, country }).ok;
  const countries = [null, ...new Set(bank.flatMap(({ item }) => item.countries))];
  return countries.every((country) => makes(rest, country) || !makes(bank, country));
}

/** Items that an exam may ask of an official of `country`. */
function examItems(bank: readonly BankItem[], country: string | null): BankItem[] {
  const exam = bank.filter(({ item }) => item.uses.includes("exam"));
  const countries = [...new Set(exam.flatMap(({ item }) => item.countries))];
  return exam.filter(({ item }) => suitsCountry(item, country, countries));
}

/** The cells that are everybody's, and those of the country. */
function cellsFor(blueprint: readonly BlueprintCell[], country: string | null): BlueprintCell[] {
  return blueprint.filter(
    ({ countries }) => !countries || countries.some((code) => code === country),
  );
}

function fits(item: AssessmentItem, cell: BlueprintCell): boolean {
  return (
    item.objective === cell.objective &&
    (cell.difficulty === undefined || item.difficulty === cell.difficulty)
  );
}

/** A cell with a difficulty chooses before one of the same objective that takes any. */
function specificFirst(blueprint: readonly BlueprintCell[]): BlueprintCell[] {
  return [...blueprint].sort((one, other) => Number(!one.difficulty) - Number(!other.difficulty));
}

function ranked(pool: BankItem[], { exposure, seen, random, rules }: DrawInput): BankItem[] {
  return pool
    .map((each) => {
      const share = (exposure.times.get(each.item.id) ?? 0) / Math.max(1, exposure.forms);
      return {
        each,
        over: Number(share >= rules.exposureLimit),
        seen: Number(seen.has(each.item.id)),
        place: share + random(),
      };
    })
    .sort((one, other) => one.over - other.over || one.seen - other.seen || one.place - other.place)
    .map(({ each }) => each);
}

/** The best ranked of each difficulty in turn, the difficulty of the best ranked item first. */
function alternating(pool: readonly BankItem[], count: number): BankItem[] {
  const byDifficulty = new Map<Difficulty, BankItem[]>();
  for (const each of pool) {
    const queue = byDifficulty.get(each.item.difficulty) ?? [];
    byDifficulty.set(each.item.difficulty, [...queue, each]);
  }
  const chosen: BankItem[] = [];
  for (let turn = 0; chosen.length < Math.min(count, pool.length); turn += 1) {
    const round = [...byDifficulty.values()].flatMap((queue) => queue[turn] ?? []);
    chosen.push(...round.slice(0, count - chosen.length));
  }
  return chosen;
}

/** The item at a place of a form, its choices in an order of its own. */
export function formItem(
  { hash, item }: BankItem,
  { random, rules }: Pick<DrawInput, "random" | "rules">,
): FormItem {
  const { shuffles, takes } = interactions[item.interaction];
  const order = item.choices.map(({ id }) => id);
  const shape = takes(item);
  // What is put in order or matched is stored as the key has it.
  const isShuffled = shuffles && (rules.shuffleChoices || shape.of === "pairs");
  return {
    item: item.id,
    hash,
    interaction: item.interaction,
    order: isShuffled ? shuffled(order, random) : order,
    ...limitsOf(shape),
  };
}

function limitsOf(shape: ResponseShape): Pick<FormItem, "max" | "pairs" | "length"> {
  if (shape.of === "choices") return { max: shape.max };
  if (shape.of === "texts") return { max: shape.max, length: shape.length };
  const { firsts, seconds, length } = shape;
  return { max: firsts.length, pairs: { firsts, seconds }, ...(length && { length }) };
}

/** Fisher and Yates' shuffle (Knuth, TAOCP 2, algorithm 3.4.2P). */
export function shuffled<Value>(values: readonly Value[], random: () => number): Value[] {
  const copy = [...values];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [copy[last], copy[other]] = [copy[other] as Value, copy[last] as Value];
  }
  return copy;
}
