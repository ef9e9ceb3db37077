import type { Note } from "../format.ts";
import { plainText, type TextFormat } from "../plain-text.ts";
import { childOf, escapeXml, type XmlElement } from "./xml.ts";

const FORMATS: Record<string, TextFormat> = {
  html: "html",
  markdown: "markdown",
  plain_text: "plain",
  moodle_auto_format: "moodle",
};

/** The plain text of an element such as `questiontext`, `answer` or `feedback`. */
export function formatted(element: XmlElement | undefined, notes: Set<Note>): string {
  return plainText(rawText(element), notes);
}

/** Its text as the file has it, with its format; HTML where it does not say. */
export function rawText(element: XmlElement | undefined): { format: TextFormat; text: string } {
  const format = FORMATS[element?.attributes.format ?? ""] ?? "html";
  return { format, text: (childOf(element, "text") ?? element)?.text ?? "" };
}

/** Paragraphs as HTML, without mark-up where there is one only. */
export function asHtml(text: string): string {
  const lines = text.split("\n").map(escapeXml);
  return lines.length === 1 ? (lines[0] ?? "") : lines.map((line) => `<p>${line}</p>`).join("");
}
