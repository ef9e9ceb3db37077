import { SaxesParser } from "saxes";
import { DEEPEST } from "../limits.ts";

/** An element with the text that stands directly in it. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

/** What a text is not, and where it stops being it. */
export class XmlFault extends Error {
  override name = "XmlFault";
  readonly fault: "syntax" | "doctype" | "too-deep";
  /** From 1, in the text that was read. */
  readonly line: number;

  constructor(fault: XmlFault["fault"], line: number) {
    super(fault);
    this.fault = fault;
    this.line = line;
  }
}

/** What a walk through a text meets; places count UTF-16 units from its start. */
interface Walk {
  open?: (name: string, attributes: Record<string, string>, at: { depth: number }) => void;
  close?: (name: string, at: { depth: number; end: number }) => void;
  start?: (name: string, at: { depth: number; begin: number; line: number }) => void;
  text?: (text: string) => void;
}

/**
 * Walks through a text of XML. It has no DTD: nothing declares an entity, and only the five of
 * XML are known. Throws `XmlFault` for a document type, for what is not well-formed, and for
 * elements more than 50 deep.
 */
export function walkXml(xml: string, { open, close, start, text }: Walk): void {
  const parser = new SaxesParser();
  let depth = 0;
  parser.on("doctype", () => {
    throw new XmlFault("doctype", parser.line);
  });
  parser.on("error", () => {
    throw new XmlFault("syntax", parser.line);
  });
  parser.on("opentagstart", ({ name }) => {
    depth += 1;
    if (depth > DEEPEST) throw new XmlFault("too-deep", parser.line);
    const begin = xml.lastIndexOf("<", parser.position - 1);
    start?.(name, { depth, begin, line: parser.line });
  });
  parser.on("opentag", ({ name, attributes }) => open?.(name, attributes, { depth }));
  parser.on("closetag", ({ name }) => {
    close?.(name, { depth, end: parser.position });
    depth -= 1;
  });
  parser.on("text", (words) => text?.(words));
  parser.on("cdata", (words) => text?.(words));
  parser.write(xml).close();
}

/** The element that a text is; throws `XmlFault` as `walkXml`. */
export function parseXml(xml: string): XmlElement {
  const root: XmlElement = { name: "", attributes: {}, children: [], text: "" };
  const path = [root];
  walkXml(xml, {
    open(name, attributes) {
      const element: XmlElement = { name, attributes: { ...attributes }, children: [], text: "" };
      path.at(-1)?.children.push(element);
      path.push(element);
    },
    close() {
      path.pop();
    },
    text(words) {
      const element = path.at(-1);
      if (element) element.text += words;
    },
  });
  const [element] = root.children;
  if (!element) throw new XmlFault("syntax", 1);
  return element;
}

/** The first child of that name. */
export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child) => child.name === name);

export const childrenOf = (element: XmlElement | undefined, name: string): XmlElement[] =>
  element?.children.filter((child) => child.name === name) ?? [];

/** The words of a child, or of its `<text>`; "" where there is none. */
export function wordsOf(element: XmlElement | undefined, name: string): string {
  const child = childOf(element, name);
  return (childOf(child, "text") ?? child)?.text.trim() ?? "";
}

/** What a text is in XML. */
export const escapeXml = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
