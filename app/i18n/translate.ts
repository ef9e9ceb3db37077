import i18next, { type TFunction } from "i18next";
import { isLanguage, LANGUAGES, type Language } from "#app/kernel/language.ts";
import { catalogue } from "./catalogue.ts";

export { isLanguage, LANGUAGES, type Language };

/** Dotted paths to the sentences of a catalogue, plural suffixes dropped. */
type Keys<Tree, Prefix extends string = ""> = {
  [Name in keyof Tree & string]: Tree[Name] extends string
    ? `${Prefix}${Name extends `${infer Stem}_${"zero" | "one" | "other" | "many"}` ? Stem : Name}`
    : Keys<Tree[Name], `${Prefix}${Name}.`>;
}[keyof Tree & string];

/** The key of a sentence: `people.register.title`. */
export type Key = Keys<(typeof catalogue)["es"]>;

/** A sentence in the language it was made for, with its values in their places. */
export type Translate = (key: Key, values?: Record<string, string | number>) => string;

const engine = i18next.createInstance();
engine.init({
  lng: "es",
  fallbackLng: "es",
  initAsync: false,
  resources: Object.fromEntries(
    Object.entries(catalogue).map(([language, translation]) => [language, { translation }]),
  ),
  interpolation: { escapeValue: false },
  returnNull: false,
});

const translators: Record<Language, TFunction> = {
  es: engine.getFixedT("es"),
  en: engine.getFixedT("en"),
};

/** Sentences as they were found, values still to be put in: a page has a hundred of them. */
const found: Record<Language, Map<Key, string>> = { es: new Map(), en: new Map() };

/** The sentences of a language. A value is put in as it is: React, or the mail, escapes. */
export function translator(language: Language): Translate {
  const translate = translators[language];
  const known = found[language];
  return (key, values) => {
    // Which sentence it is depends on the count: the plural rules are i18next's to know.
    if (values && "count" in values) return translate(key, { ...values });
    let sentence = known.get(key);
    if (sentence === undefined) {
      sentence = translate(key, { skipInterpolation: true });
      known.set(key, sentence);
    }
    return values ? withValues(sentence, values) : sentence;
  };
}

function withValues(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{\{\s*([\w-]+)\s*\}\}/g, (place, name: string) => {
    const value = values[name];
    return value === undefined ? place : String(value);
  });
}

/** The best language of an Accept-Language header; Spanish when none of ours is asked for. */
export function preferredLanguage(header: string | null): Language {
  const asked = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", quality] = part.trim().split(/;\s*q=/);
      return { language: tag.slice(0, 2).toLowerCase(), quality: quality ? Number(quality) : 1 };
    })
    .sort((first, second) => second.quality - first.quality);
  return asked.map(({ language }) => language).find(isLanguage) ?? "es";
}
