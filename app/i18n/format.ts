import type { Language } from "./translate.ts";

const LOCALES = { es: "es-GT", en: "en-GB" } as const satisfies Record<Language, string>;

const cache = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

/** Intl formatters are slow to make and safe to share. */
function cached<Format extends Intl.DateTimeFormat | Intl.NumberFormat>(
  key: string,
  make: () => Format,
): Format {
  const existing = cache.get(key);
  if (existing) return existing as Format;
  const made = make();
  cache.set(key, made);
  return made;
}

/** "21 de noviembre de 2026", as the day was in that zone. */
export function formatDate(date: Date, language: Language, timeZone: string): string {
  return cached(
    `date ${language} ${timeZone}`,
    () => new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "long", timeZone }),
  ).format(date);
}

/** "21 nov 2026", for a column of dates. */
export function formatShortDate(date: Date, language: Language, timeZone: string): string {
  return cached(
    `short date ${language} ${timeZone}`,
    () =>
      new Intl.DateTimeFormat(LOCALES[language], {
        day: "numeric",
        month: "short",
        year: "numeric",
        timeZone,
      }),
  ).format(date);
}

/** "10:42", on a 24-hour clock in that zone. */
export function formatTime(date: Date, language: Language, timeZone: string): string {
  return cached(
    `time ${language} ${timeZone}`,
    () =>
      new Intl.DateTimeFormat(LOCALES[language], {
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
        timeZone,
      }),
  ).format(date);
}

/** Date and time together: "21 de noviembre de 2026, 10:42". */
export function formatMoment(date: Date, language: Language, timeZone: string): string {
  return `${formatDate(date, language, timeZone)}, ${formatTime(date, language, timeZone)}`;
}

/** "5,000", grouped as the language does. */
export function formatNumber(value: number, language: Language): string {
  return cached(`number ${language}`, () => new Intl.NumberFormat(LOCALES[language])).format(value);
}

/** -0.1532 as "-0.15": as many decimals as asked for, always. */
export function formatDecimal(value: number, language: Language, digits: number): string {
  const exact = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return cached(
    `decimal ${language} ${digits}`,
    () => new Intl.NumberFormat(LOCALES[language], exact),
  ).format(value);
}

/** 0.72 as "72 %". */
export function formatShare(value: number, language: Language): string {
  return cached(
    `share ${language}`,
    () => new Intl.NumberFormat(LOCALES[language], { style: "percent", maximumFractionDigits: 1 }),
  ).format(value);
}

/** "5 MB" or "640 KB", in units of 1024 as files are told. */
export function formatBytes(bytes: number, language: Language): string {
  const size = bytes < MB ? Math.ceil(bytes / KB) : bytes / MB;
  const figure = cached(
    `bytes ${language}`,
    () => new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1 }),
  ).format(size);
  return `${figure} ${bytes < MB ? "KB" : "MB"}`;
}

const KB = 1024;
const MB = KB * KB;
