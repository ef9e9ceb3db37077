import type { ResponseDeclaration, TextKey } from "../item.ts";

type Rules = Pick<ResponseDeclaration, "caseSensitive" | "accentSensitive">;

/**
 * The key that a typed text meets, the one worth most of several; null = none, and a blank meets
 * none. Spaces at the ends and repeated ones never matter, nor which apostrophe or hyphen a
 * keyboard has; capitals and accents only if the rules say so. In a key `*` stands for any text,
 * as in Moodle's short answers.
 */
export function keyOf(typed: string, keys: readonly TextKey[], rules: Rules): TextKey | null {
  const text = normal(typed, rules);
  if (text === "") return null;
  const met = keys.filter((key) => matches(text, key.text, rules));
  return met.reduce<TextKey | null>(
    (best, key) => (best && best.score >= key.score ? best : key),
    null,
  );
}

/** A text as it is compared. */
function normal(text: string, { caseSensitive, accentSensitive }: Rules): string {
  const spaced = withPlainSigns(text.normalize("NFC")).replace(/\s+/g, " ").trim();
  const cased = caseSensitive ? spaced : spaced.toLocaleLowerCase("es");
  return accentSensitive ? cased : withoutAccents(cased);
}

/** Kʼicheʼ is written with five apostrophes; what has no width was pasted unseen. */
function withPlainSigns(text: string): string {
  return text
    .replace(/[\u2018\u2019\u02bc\u00b4\u0060\u2032]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2010\u2011\u2013]/g, "-")
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "");
}

/** Without acute, grave, circumflex and diaeresis; the tilde stays, since `ñ` is another letter. */
function withoutAccents(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300\u0301\u0302\u0308]/g, "")
    .normalize("NFC");
}

/** Goes through the pieces between wildcards in order, so that no pattern takes long. */
function matches(text: string, pattern: string, rules: Rules): boolean {
  const pieces = wildcardPieces(pattern.trim()).map((piece) => normalPiece(piece, rules));
  const [first = "", ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || text.length < first.length + last.length) return false;
  let from = first.length;
  for (const piece of rest) {
    const at = text.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return text.endsWith(last) && text.length - last.length >= from;
}

/** Spaces beside a wildcard belong to the piece. */
function normalPiece(piece: string, rules: Rules): string {
  const inside = normal(piece, rules);
  const before = piece !== piece.trimStart() ? " " : "";
  const after = inside !== "" && piece !== piece.trimEnd() ? " " : "";
  return `${before}${inside}${after}`;
}

/** The pattern cut at its wildcards; `\*` is an asterisk. */
function wildcardPieces(pattern: string): string[] {
  return pattern.split(/(?<!\\)\*/).map((piece) => piece.replaceAll("\\*", "*"));
}
