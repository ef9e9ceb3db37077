/** An ISO month ("2026-11") in words: "noviembre de 2026", or "nov 2026" when short. */
export function formatMonth(
  month: string,
  language: "es" | "en",
  length: "long" | "short",
): string {
  return new Intl.DateTimeFormat(language === "es" ? "es-GT" : "en-GB", {
    month: length,
    year: "numeric",
    timeZone: "UTC",
  }).format(new Date(`${month}-15T12:00:00Z`));
}
