import type { MetaFunction } from "@remix-run/node";
import { isLanguage, type Key, translator } from "#app/i18n/translate.ts";

type Match = { id: string; data?: unknown };

type Values = Record<string, string | number>;

/** The title of a page, whatever its name is: "Cursos · Cabildo". */
export function titled(name: string): { title: string } {
  return { title: `${name} · Cabildo` };
}

/**
 * The `meta` of a route whose title is a sentence of the catalogues, in the reader's language.
 * Both sentence and values may come from what the route's loader returned.
 */
export function pageTitle<Data = unknown>(
  key: Key | ((data: Data) => Key),
  values?: Values | ((data: Data) => Values),
): MetaFunction {
  return ({ data, matches }) => {
    const given = typeof values === "function" ? values(data as Data) : values;
    const known = typeof key === "function" ? key(data as Data) : key;
    return [titled(translator(languageOf(matches))(known, given))];
  };
}

/** The reader's language, as the root loader found it; Spanish when it could not. */
export function languageOf(matches: readonly Match[]) {
  const root = matches.find(({ id }) => id === "root")?.data;
  const language = (root as { language?: unknown } | undefined)?.language;
  return isLanguage(language) ? language : "es";
}
