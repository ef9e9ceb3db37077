import type { DIFFICULTIES } from "#app/domain/courses/manifest.ts";

/** What the person does with an item; each has its folder in `interactions/`. */
export const INTERACTIONS = ["choice", "multiple-response", "true-false"] as const;
export type InteractionName = (typeof INTERACTIONS)[number];

/** Where an item may be asked. An exam's items are never asked in a lesson or a review. */
export type ItemUse = "lesson" | "exam" | "review";

export type Difficulty = (typeof DIFFICULTIES)[number];

/** QTI 3 simple choice. Text is plain: a line feed begins a paragraph. */
export interface Choice {
  id: string;
  text: string;
  /** Why it is right or wrong. */
  feedback: string | null;
}

/** QTI 3 response declaration: the key. It never leaves the server. */
export interface ResponseDeclaration {
  /** Choices of the right response. */
  correct: string[];
  /** QTI 3 mapping: what each choice adds to the score; one that is absent adds 0. */
  mapping: Record<string, number>;
}

/** QTI 3 assessment item: one question with its key and its explanations. */
export interface AssessmentItem {
  /** Never changes; its content is known by its hash. */
  id: string;
  title: string;
  interaction: InteractionName;
  prompt: string;
  choices: Choice[];
  response: ResponseDeclaration;
  /** The idea behind it, whatever was answered. */
  feedback: string | null;
  objective: string | null;
  difficulty: Difficulty;
  /** ISO 3166-1 codes of the countries it speaks to; none = all of them. */
  countries: string[];
  uses: ItemUse[];
}

/** QTI 3 response to an item: identifiers of the choices taken, none when it was left blank. */
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
