import type { TextChoice, TextFormat } from "gift-pegjs";
import type { Choice } from "../item.ts";

/** Plain text of a GIFT text: mark-up of a Moodle export is dropped, its paragraphs kept. */
export function plainText(text: TextFormat | null | undefined): string {
  if (!text) return "";
  const plain = text.format === "plain" ? text.text : withoutMarkup(text.text);
  return plain
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter(Boolean)
    .join("\n");
}

/** The choices in the order of the file, named a, b, c… */
export function lettered(choices: readonly TextChoice[]): Choice[] {
  return choices.map(({ text, feedback }, index) => ({
    id: String.fromCharCode(97 + index),
    text: plainText(text),
    feedback: plainText(feedback) || null,
  }));
}

const ENTITIES: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

/** Only known tags are dropped, so that "a < b" stays; what is left is shown as text, never as HTML. */
function withoutMarkup(text: string): string {
  return text
    .replace(/<(br|\/p|\/div|\/li)\b[^>]*>/gi, "\n")
    .replace(/<\/?(p|div|span|b|strong|i|em|u|ul|ol|li|sub|sup|a|font)\b[^>]*>/gi, "")
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name: string) => ENTITIES[name] ?? "");
}
