/** The languages of the site; Spanish first. ISO 639-1. */
export const LANGUAGES = ["es", "en"] as const;

export type Language = (typeof LANGUAGES)[number];

export function isLanguage(value: unknown): value is Language {
  return typeof value === "string" && (LANGUAGES as readonly string[]).includes(value);
}
