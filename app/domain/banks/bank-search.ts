import { z } from "zod";
import { INTERACTIONS, type InteractionName } from "#app/domain/assessment/item.ts";
import { DIFFICULTIES } from "#app/domain/courses/manifest.ts";

/** Questions of one page of the list. */
export const PAGE_SIZE = 50;

export const STATES = ["asked", "retired"] as const;
export const USES = ["lesson", "exam", "review"] as const;
export const ORIGINS = ["content", "authored"] as const;

/** What is looked for in a course's bank; null = whatever it be. */
export interface BankSearch {
  text: string;
  objective: string | null;
  difficulty: (typeof DIFFICULTIES)[number] | null;
  use: (typeof USES)[number] | null;
  interaction: InteractionName | null;
  country: string | null;
  state: (typeof STATES)[number] | null;
  origin: (typeof ORIGINS)[number] | null;
  /** From 1. */
  page: number;
}

const one = <Values extends readonly string[]>(values: Values) =>
  z.enum(values).nullable().catch(null);

const Search = z.object({
  text: z.string().trim().max(200).catch(""),
  objective: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/)
    .nullable()
    .catch(null),
  difficulty: one(DIFFICULTIES),
  use: one(USES),
  interaction: one(INTERACTIONS),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .catch(null),
  state: one(STATES),
  origin: one(ORIGINS),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

/** A question as the list shows it. */
export interface BankRow {
  id: string;
  origin: "content" | "authored";
  title: string;
  prompt: string;
  interaction: InteractionName;
  objective: string | null;
  difficulty: string;
  uses: string[];
  countries: string[];
  retired: boolean;
}

/** Names of the fields in the address. */
const SEARCH_FIELDS = {
  text: "texto",
  objective: "objetivo",
  difficulty: "dificultad",
  use: "uso",
  interaction: "tipo",
  country: "pais",
  state: "estado",
  origin: "origen",
  page: "pagina",
} as const satisfies Record<keyof BankSearch, string>;

/** The search that an address asks for; what it does not understand is left out. */
export function readBankSearch(params: URLSearchParams): BankSearch {
  const given = Object.entries(SEARCH_FIELDS).map(([field, name]) => [field, params.get(name)]);
  return Search.parse(Object.fromEntries(given));
}

/** Everything. */
export const WHOLE_BANK: BankSearch = readBankSearch(new URLSearchParams());

/** The part of an address that asks for this search in a course. */
export function searchQuery(course: string, search: BankSearch): string {
  const params = new URLSearchParams({ curso: course });
  for (const [field, name] of Object.entries(SEARCH_FIELDS)) {
    const value = search[field as keyof BankSearch];
    if (value && !(field === "page" && value === 1)) params.set(name, String(value));
  }
  return params.toString();
}
