import { z } from "zod";

/** What is asked of the list of people. */
export interface PeopleSearch {
  /** Part of a name, a log-in name or an address. */
  text: string;
  only: "all" | "unconfirmed" | "with-role";
  /** From 1. */
  page: number;
}

const Query = z.object({
  texto: z
    .string()
    .max(200)
    .transform((text) => text.replaceAll("\0", ""))
    .catch(""),
  solo: z.enum(["all", "unconfirmed", "with-role"]).catch("all"),
  pagina: z.coerce.number().int().min(1).max(10_000).catch(1),
});

/** The search that an address holds; what it does not say, or says wrongly, is everybody. */
export function readSearch(query: URLSearchParams): PeopleSearch {
  const { texto, solo, pagina } = Query.parse(Object.fromEntries(query));
  return { text: texto, only: solo, page: pagina };
}
