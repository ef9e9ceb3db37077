/** Times that a holder may have the name of one certificate corrected without anybody deciding. */
export const OWN_CORRECTIONS = 3;

/**
 * Whether two names are the same letters in the same order: they differ only in accents and
 * other marks (`ñ` is `n` with one), in capitals, in spaces, and in apostrophes, hyphens and
 * points. Such a correction cannot turn a certificate into somebody else's. A digit counts as
 * a letter.
 */
export function isSmallCorrection(printed: string, asked: string): boolean {
  return lettersOf(printed) === lettersOf(asked);
}

/** The letters alone. The apostrophe of Mayan names (U+02BC) is itself a letter to Unicode: Lm. */
function lettersOf(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{Lm}|[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
}
