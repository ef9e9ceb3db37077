import type { DIFFICULTIES } from "#app/domain/courses/manifest.ts";

/** QTI 3 interactions: what the person does with an item. Each has its folder in `interactions/`. */
export const INTERACTIONS = [
  "choice",
  "multiple-response",
  "true-false",
  "match",
  "order",
  "text-entry",
  "numeric",
  "inline-choice",
  "extended-text",
  "file-upload",
] as const;
export type InteractionName = (typeof INTERACTIONS)[number];

/** Where an item may be asked. An exam's items are never asked in a lesson or a review. */
export type ItemUse = "lesson" | "exam" | "review";

export type Difficulty = (typeof DIFFICULTIES)[number];

/** QTI 3 simple choice. Text is plain: a line feed begins a paragraph. */
export interface Choice {
  /** Letters, digits, `_`, `.` and `-`; no other choice, source or gap of the item has it. */
  id: string;
  text: string;
  /** Why it is right or wrong. */
  feedback: string | null;
}

/** QTI 3 inline choice or, without choices, text entry: a gap of a text. */
export interface Gap {
  /** In the prompt the gap is written `[[id]]`. */
  id: string;
  /** Ids of the item's choices that it offers; none = it is typed. */
  choices: string[];
}

/** A text that is worth something where one is typed; `*` stands for any text, `\*` for an asterisk. */
export interface TextKey {
  /** The gap it is for; absent where the whole item is one entry. */
  gap?: string;
  text: string;
  /** What it adds to the item's score, 0 to 1. */
  score: number;
  feedback: string | null;
}

/** A range of numbers, ends included, in the first of the item's units. */
export interface NumberKey {
  from: number;
  to: number;
  /** 0 to 1. */
  score: number;
  feedback: string | null;
}

/** The range that stands for every number: what is said to any other answer. */
export const ANY_NUMBER = { from: -Number.MAX_VALUE, to: Number.MAX_VALUE } as const;

export const isAnyNumber = ({ from, to }: Pick<NumberKey, "from" | "to">): boolean =>
  from === ANY_NUMBER.from && to === ANY_NUMBER.to;

/** QTI 3 response declaration: the key. It never leaves the server. */
export interface ResponseDeclaration {
  /** Parts of the right response, written as `ItemResponse` has them. */
  correct: string[];
  /** QTI 3 mapping: what each part adds to the score; one that is absent adds 0. */
  mapping: Record<string, number>;
  /** Where text is typed. */
  texts?: TextKey[];
  /** Where a number is typed. */
  numbers?: NumberKey[];
  /** QTI 3 map entry, case-sensitive; absent = capitals do not matter. */
  caseSensitive?: boolean;
  /** Absent = accents do not matter. `ñ` is a letter, not an accent. */
  accentSensitive?: boolean;
  /** Match, order and gaps: true = all right or nothing. */
  whole?: boolean;
}

/** What may be typed or sent; it is shown to whoever answers. */
export interface Entry {
  /** Characters at most. */
  length?: number;
  /** Units of a number with what they are worth in the first one: `[{m, 1}, {km, 1000}]`. */
  units?: { name: string; factor: number }[];
  /** Files that may be sent. */
  files?: { most: number; bytes: number; mediaTypes: string[] };
}

/** QTI 3 rubric block: how a person marks a response. Whoever answers may read it. */
export interface Rubric {
  criteria: RubricCriterion[];
}

export interface RubricCriterion {
  id: string;
  text: string;
  /** From the lowest to the highest; points are 0 or more. */
  levels: { points: number; text: string }[];
}

/** QTI 3 assessment item: one question with its key and its explanations. */
export interface AssessmentItem {
  /** Never changes; its content is known by its hash. */
  id: string;
  title: string;
  interaction: InteractionName;
  prompt: string;
  /** What is chosen, put in order (as the key has it), or matched with the sources. */
  choices: Choice[];
  /** QTI 3 match interaction, first set: each is matched with one of the choices. */
  sources?: Choice[];
  gaps?: Gap[];
  entry?: Entry;
  rubric?: Rubric;
  response: ResponseDeclaration;
  /** The idea behind it, whatever was answered. */
  feedback: string | null;
  /** For who marks it: what a good response has. It never leaves the server before it is marked. */
  scorerNotes?: string;
  objective: string | null;
  difficulty: Difficulty;
  /** ISO 3166-1 codes of the countries it speaks to; none = all of them. */
  countries: string[];
  uses: ItemUse[];
  /** Who wrote it, as it is to be credited. */
  author?: string;
  /** Under which it may be used elsewhere: `CC BY 4.0`. Absent = its course's. */
  license?: string;
  /** Words to find it by. */
  tags?: string[];
}

/**
 * QTI 3 response to an item, none when it was left blank. By interaction: ids of choices; pairs
 * `source choice` (match), `choice position` from 1 (order) and `gap choice` or `gap text` (inline
 * choice), parted by one space (QTI 3 directedPair); the text, or the number and its unit, as
 * typed; ids of the files sent.
 */
export type ItemResponse = string[];

/**
 * Whether an item may be put to an official of `country`. A person without a
 * country gets only what speaks to every country of the bank.
 */
export function suitsCountry(
  item: Pick<AssessmentItem, "countries">,
  country: string | null,
  bankCountries: readonly string[],
): boolean {
  if (item.countries.length === 0) return true;
  if (country) return item.countries.includes(country);
  return bankCountries.every((code) => item.countries.includes(code));
}
