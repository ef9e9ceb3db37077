/** The city that names a zone: of "America/Guatemala", Guatemala. */
export const placeOf = (timeZone: string): string =>
  (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");
