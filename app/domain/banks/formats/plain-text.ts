import { Parser } from "htmlparser2";
import remarkParse from "remark-parse";
import { unified } from "unified";
import type { Note } from "./format.ts";

/** How a text of a file is written; `moodle` is text that may have some HTML in it. */
export type TextFormat = "html" | "markdown" | "moodle" | "plain";

export interface FormattedText {
  format: TextFormat;
  text: string;
}

/**
 * The plain text of a text of any format: its paragraphs, one a line. Mark-up of the allow-list
 * is dropped and its words kept; what is lost with it (a picture, a script, the cells of a table)
 * is added to `notes`.
 */
export function plainText(text: FormattedText | null | undefined, notes: Set<Note>): string {
  if (!text) return "";
  if (text.format === "plain") return normalText(text.text);
  if (text.format === "markdown") return normalText(withoutMarkdown(text.text, notes));
  return normalText(withoutHtml(text.text, text.format === "html", notes));
}

/** Paragraphs without empty ones, and single spaces between words. */
export function normalText(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: no text has them, and Postgres refuses one
      .replace(/[\u0000-\u0008\u000e-\u001f\u007f\ufeff\ufffe\uffff]|\p{Surrogate}/gu, "")
      .split(/[\n\r\u2028\u2029]/)
      .map((line) => line.replace(/\s+/g, " ").trim())
      .filter(Boolean)
      .join("\n")
  );
}

/** Elements whose words stand in their line. */
const INLINE =
  /^(a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|math|m[a-z]|nobr|q|rp|rt|ruby|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)$/;

/** Elements that begin and end a paragraph. */
const BLOCK =
  /^(address|article|aside|blockquote|body|br|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|h[1-6]|header|hr|html|li|main|nav|ol|p|pre|section|summary|table|tbody|tfoot|thead|tr|ul)$/;

/** Elements of which nothing is kept. */
const REMOVED: Record<string, Note> = {
  ...{ script: "script", style: "markup", iframe: "media", object: "media", embed: "media" },
  ...{ video: "media", audio: "media", svg: "image", canvas: "image", template: "markup" },
  ...{ head: "markup", title: "markup", noscript: "script", select: "markup", textarea: "markup" },
};

function withoutHtml(html: string, isHtml: boolean, notes: Set<Note>): string {
  let out = "";
  let removed = "";
  let removedDepth = 0;
  let preformatted = 0;
  const paragraph = () => {
    if (!out.endsWith("\n")) out += "\n";
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (removedDepth > 0) {
          if (name === removed) removedDepth += 1;
          return;
        }
        const loss = Object.hasOwn(REMOVED, name) ? REMOVED[name] : undefined;
        if (loss) {
          notes.add(loss);
          removed = name;
          removedDepth = 1;
        } else if (name === "img") {
          notes.add("image");
          if (attributes.alt?.trim()) out += ` [${attributes.alt}] `;
        } else if (name === "td" || name === "th") {
          if (out !== "" && !out.endsWith("\n")) out += " | ";
        } else if (BLOCK.test(name)) {
          if (name === "table") notes.add("table");
          if (name === "pre") preformatted += 1;
          paragraph();
        } else if (INLINE.test(name)) {
          if (name === "a" && /^https?:/i.test(attributes.href ?? "")) notes.add("link");
        } else if (isHtml) {
          notes.add("markup");
        } else {
          out += html.slice(parser.startIndex, parser.endIndex + 1);
        }
      },
      onclosetag(name, isImplied) {
        if (removedDepth > 0) {
          if (name === removed) removedDepth -= 1;
        } else if (BLOCK.test(name)) {
          if (name === "pre") preformatted = Math.max(0, preformatted - 1);
          paragraph();
        } else if (!isHtml && !isImplied && !isKnown(name)) {
          out += html.slice(parser.startIndex, parser.endIndex + 1);
        }
      },
      ontext(text) {
        if (removedDepth > 0) return;
        out += isHtml && preformatted === 0 ? text.replace(/\s+/g, " ") : text;
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  const whole = wholeTags(html);
  parser.write(whole);
  parser.end();
  return out + html.slice(whole.length);
}

const isKnown = (name: string): boolean =>
  name === "img" ||
  name === "td" ||
  name === "th" ||
  INLINE.test(name) ||
  BLOCK.test(name) ||
  Object.hasOwn(REMOVED, name);

/** Without a last tag that does not end: it is text, as in "a <b", and a parser would lose it. */
function wholeTags(html: string): string {
  const at = html.lastIndexOf("<");
  return at >= 0 && html.indexOf(">", at) < 0 ? html.slice(0, at) : html;
}

interface MarkdownNode {
  type: string;
  value?: string;
  alt?: string | null;
  children?: MarkdownNode[];
}

const markdown = unified().use(remarkParse);

function withoutMarkdown(text: string, notes: Set<Note>): string {
  return wordsOf(markdown.parse(text) as MarkdownNode, notes);
}

function wordsOf({ type, value, alt, children = [] }: MarkdownNode, notes: Set<Note>): string {
  if (type === "image") {
    notes.add("image");
    return alt ? `[${alt}]` : "";
  }
  if (type === "html") return withoutHtml(value ?? "", true, notes);
  if (type === "break") return "\n";
  // A line feed inside a paragraph is a space, as in HTML.
  if (type === "text") return (value ?? "").replaceAll("\n", " ");
  if (value !== undefined) return value;
  if (type === "link") notes.add("link");
  const inside = children.map((child) => wordsOf(child, notes));
  return PARTED.has(type) ? inside.join("\n") : inside.join("");
}

/** Nodes whose children are paragraphs. */
const PARTED = new Set(["root", "list", "listItem", "blockquote"]);
