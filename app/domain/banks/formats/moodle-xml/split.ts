import type { Block, SplitFile } from "../format.ts";
import { MOST_BLOCK } from "../limits.ts";
import { parseXml, walkXml, wordsOf, XmlFault } from "./xml.ts";

interface Slice {
  text: string;
  line: number;
}

/**
 * Cuts a Moodle XML file into its questions. A document type, or elements too deep, refuse the
 * file. Where it is not well-formed its questions are looked for in the text, so that a broken one
 * loses only itself.
 */
export function splitMoodleXml(xml: string): SplitFile {
  const head = xml.slice(0, Math.max(0, xml.indexOf("<question")));
  if (/<!(DOCTYPE|ENTITY)/i.test(head)) return { ok: false, fault: "doctype", line: 1 };
  try {
    return { ok: true, blocks: inCategories(wellFormed(xml)) };
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error;
    if (error.fault !== "syntax") return { ok: false, fault: error.fault, line: error.line };
    const slices = loose(xml);
    if (slices.length === 0) return { ok: false, fault: "not-moodle", line: error.line };
    return { ok: true, blocks: inCategories(slices) };
  }
}

/** Questions are the children of the root. */
function wellFormed(xml: string): Slice[] {
  const slices: Slice[] = [];
  let begun: { begin: number; line: number } | null = null;
  walkXml(xml, {
    start(name, { depth, begin, line }) {
      if (depth === 2 && name === "question") begun = { begin, line };
    },
    close(_name, { depth, end }) {
      if (depth !== 2 || !begun) return;
      slices.push({ text: xml.slice(begun.begin, end), line: begun.line });
      begun = null;
    },
  });
  return slices;
}

const END = "</question>";

function loose(xml: string): Slice[] {
  const slices: Slice[] = [];
  let line = 1;
  let counted = 0;
  let at = xml.indexOf("<question ");
  while (at >= 0) {
    for (let next = xml.indexOf("\n", counted); next >= 0 && next < at; ) {
      line += 1;
      counted = next + 1;
      next = xml.indexOf("\n", counted);
    }
    const next = xml.indexOf("<question ", at + 1);
    const end = xml.indexOf(END, at);
    const isClosed = end >= 0 && (next < 0 || end < next);
    const stop = isClosed ? end + END.length : next < 0 ? xml.length : next;
    slices.push({ text: xml.slice(at, stop), line });
    at = next;
  }
  return slices;
}

/** The blocks of what asks, each under the category that was said last. */
function inCategories(slices: readonly Slice[]): Block[] {
  const blocks: Block[] = [];
  let category: string | null = null;
  for (const { text: whole, line } of slices) {
    const text = withoutFiles(whole);
    if (/^<question\s[^>]*\btype\s*=\s*["']category["']/.test(text)) {
      category = categoryOf(text);
    } else {
      blocks.push({ text, line, category });
    }
  }
  return blocks;
}

/** The bytes of pictures are most of many files; that they were there is told by the reader. */
const withoutFiles = (text: string): string =>
  text.includes("<file") ? text.replace(/<file\b[^>]*>[^<]*<\/file>/g, "<file/>") : text;

function categoryOf(text: string): string | null {
  if (text.length > MOST_BLOCK) return null;
  try {
    return wordsOf(parseXml(text), "category") || null;
  } catch (error) {
    if (error instanceof XmlFault) return null;
    throw error;
  }
}
