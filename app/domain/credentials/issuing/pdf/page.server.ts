import PDFDocument from "pdfkit";
import { balancedLines } from "./lines.ts";
import { faceForOne, type Run, runsOf, type Usage, type Weight } from "./typefaces.server.ts";

/** The house colours, as printed. */
export const COLOURS = {
  teal: "#0b6e5f",
  ink: "#1c2b2a",
  soft: "#4d5f5c",
  paper: "#fffdf8",
  ochre: "#b7791f",
  mist: "#e9efe8",
  sand: "#f1e6d0",
} as const;

export interface TextStyle {
  weight: Weight;
  /** Points. */
  size: number;
  colour: string;
}

/** A piece of text set on the page in lines. */
export interface Block {
  lines: Run[][];
  style: TextStyle;
}

/** Height of a line over the size of its letters. */
export const LEADING = 1.26;

/** Letters that no typeface of ours has, found while setting a text. */
export class MissingGlyphs extends Error {
  override name = "MissingGlyphs";
  readonly letters: string[];
  constructor(letters: string[]) {
    super("no typeface has these letters");
    this.letters = letters;
  }
}

/** An A4 page lying down, with what setting text on it needs. */
export interface Page {
  doc: PDFKit.PDFDocument;
  width: number;
  height: number;
  /** Cuts a text into lines no wider than `width`, about as long as each other. Throws MissingGlyphs. */
  set(text: string, style: TextStyle, width: number): Block;
  /** Draws a block with its first baseline at `y`; answers the last baseline. */
  draw(block: Block, x: number, y: number, width: number, align: "left" | "center"): number;
}

export interface PageFacts {
  title: string;
  author: string;
  subject: string;
  createdAt: Date;
}

/** Opens a tagged page in Spanish whose bytes depend only on what is drawn and on `facts`. */
export function openPage({ title, author, subject, createdAt }: PageFacts): Page {
  const doc = new PDFDocument({
    size: "A4",
    layout: "landscape",
    margin: 0,
    pdfVersion: "1.7",
    // Known to pdfkit, not yet to its types.
    subset: "PDF/UA" as PDFKit.PDFDocumentOptions["subset"],
    tagged: true,
    lang: "es",
    displayTitle: true,
    font: null as unknown as string,
    info: {
      Title: title,
      Author: author,
      Subject: subject,
      Creator: "Cabildo",
      Producer: "Cabildo",
      CreationDate: createdAt,
      ModDate: createdAt,
    },
  });
  escapeMetadata(doc);
  const usage: Usage = new Map();
  const registered = new Set<string>();
  const widths = new Map<string, number>();

  function use({ typeface }: Run, size: number) {
    if (!registered.has(typeface.name)) {
      // pdfkit takes a face too, though its types do not say so.
      doc.registerFont(typeface.name, faceForOne(typeface) as unknown as string);
      registered.add(typeface.name);
    }
    doc.font(typeface.name).fontSize(size);
  }

  /** Width at one point, word by word, as pdfkit shapes: setting a text tries many lines of the same words. */
  function widthOf(line: string, weight: Weight): number {
    const words = line.match(/[^ ]+ ?| /g) ?? [];
    return words.reduce((total, word) => total + wordWidth(word, weight), 0);
  }

  function wordWidth(word: string, weight: Weight): number {
    const key = `${weight} ${word}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    let width = 0;
    for (const run of runs(word, weight)) {
      use(run, 1);
      width += doc.widthOfString(run.text);
    }
    widths.set(key, width);
    return width;
  }

  function runs(text: string, weight: Weight): Run[] {
    const found = runsOf(text, weight, usage);
    if ("missing" in found) throw new MissingGlyphs(found.missing);
    return found;
  }

  return {
    doc,
    width: doc.page.width,
    height: doc.page.height,
    set(text, style, width) {
      const measure = (line: string) => widthOf(line, style.weight) * style.size;
      const lines = balancedLines(text, width, measure);
      return { lines: lines.map((line) => runs(line, style.weight)), style };
    },
    draw({ lines, style }, x, y, width, align) {
      doc.fillColor(style.colour);
      let baseline = y;
      for (const [index, line] of lines.entries()) {
        baseline = y + index * style.size * LEADING;
        const text = line.map((run) => run.text).join("");
        const free = width - widthOf(text, style.weight) * style.size;
        let left = align === "center" ? x + free / 2 : x;
        for (const run of line) {
          use(run, style.size);
          doc.text(run.text, left, baseline, { lineBreak: false, baseline: "alphabetic" });
          left += doc.widthOfString(run.text);
        }
      }
      return baseline;
    },
  };
}

/** pdfkit puts the document's facts into its XML as they are: a `&` or `<` would break it. */
function escapeMetadata(doc: PDFKit.PDFDocument) {
  const inner = doc as unknown as { endMetadata(): void; info: Record<string, unknown> };
  const write = inner.endMetadata.bind(inner);
  inner.endMetadata = () => {
    for (const [name, value] of Object.entries(inner.info)) {
      if (value instanceof Date) continue;
      inner.info[name] = String(value)
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;");
    }
    write();
  };
}
