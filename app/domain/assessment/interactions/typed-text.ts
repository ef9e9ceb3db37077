import type { ResponseDeclaration, TextKey } from "../item.ts";

type Rules = Pick<ResponseDeclaration, "caseSensitive" | "accentSensitive">;

/**
 * The key that a typed text meets, the one worth most of several; null = none. Spaces at the ends
 * and repeated ones never matter; capitals and accents only if the rules say so. In a key `*` stands
 * for any text, as in Moodle's short answers.
 */
export function keyOf(typed: string, keys: readonly TextKey[], rules: Rules): TextKey | null {
  const text = normal(typed, rules);
  const met = keys.filter((key) => matches(text, key.text, rules));
  return met.reduce<TextKey | null>(
    (best, key) => (best && best.score >= key.score ? best : key),
    null,
  );
}

/** A text as it is compared. */
export function normal(text: string, { caseSensitive, accentSensitive }: Rules): string {
  const spaced = text.normalize("NFC").replace(/\s+/g, " ").trim();
  const cased = caseSensitive ? spaced : spaced.toLocaleLowerCase("es");
  return accentSensitive ? cased : withoutAccents(cased);
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
  const pieces = wildcardPieces(pattern).map((piece) => normalPiece(piece, rules));
  const [first = "", ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return text === first.trim();
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
  const [before] = /^\s*/.exec(piece) as RegExpExecArray;
  const inside = normal(piece, rules);
  const after = inside === "" ? "" : (/\s*$/.exec(piece) as RegExpExecArray)[0];
  return `${before ? " " : ""}${inside}${after ? " " : ""}`;
}

/** The pattern cut at its wildcards; `\*` is an asterisk. */
function wildcardPieces(pattern: string): string[] {
  return pattern.split(/(?<!\\)\*/).map((piece) => piece.replaceAll("\\*", "*"));
}
