import { createRequire } from "node:module";
import { type Face, type GlyphRun, openSync } from "fontkit";

const require = createRequire(import.meta.url);

/** The weights a certificate is set in, each with the face that stands in for its missing letters. */
const FILES = {
  regular: ["NotoSerif_400Regular", "DejaVuSerif"],
  italic: ["NotoSerif_400Regular_Italic", "DejaVuSerif-Italic"],
  medium: ["NotoSerif_500Medium", "DejaVuSerif"],
  bold: ["NotoSerif_600SemiBold", "DejaVuSerif-Bold"],
} as const;

export type Weight = keyof typeof FILES;

/** A font, by the name under which a document registers it; opened once for all documents. */
interface Typeface {
  name: string;
  face: Face;
  /** Words that were laid out, as they are in the face's own units. */
  words: Map<string, LaidOut>;
}

type LaidOut = Pick<GlyphRun, "glyphs" | "positions">;

/** Words kept of a typeface: many more than certificates have in common. */
const WORDS = 2000;

/** A stretch of text that one typeface can print. */
export interface Run {
  typeface: Typeface;
  text: string;
}

const opened = new Map<string, Typeface>();

function typeface(name: string): Typeface {
  const known = opened.get(name);
  if (known) return known;
  const file = require.resolve(
    name.startsWith("Noto")
      ? `@expo-google-fonts/noto-serif/${name.slice("NotoSerif_".length)}/${name}.ttf`
      : `dejavu-fonts-ttf/ttf/${name}.ttf`,
  );
  const made = { name, face: openSync(file), words: new Map() };
  opened.set(name, made);
  return made;
}

/**
 * The face for one document: its tables and the words that were laid out are those of all, since
 * reading and shaping them for each certificate was most of the work; its glyphs are its own,
 * since a glyph remembers the first character that it stood for, and a document's text is copied
 * from that.
 */
export const faceForOne = (typeface: Typeface): Face =>
  Object.assign(withGlyphsOfItsOwn(typeface), {
    layout: (word: string) => asRun(laidOut(typeface, word)),
  });

const withGlyphsOfItsOwn = ({ face }: Typeface): Face =>
  Object.create(face, { _glyphs: { value: {}, writable: true } });

/** A word as no other word's characters have a part in it. */
function laidOut(typeface: Typeface, word: string): LaidOut {
  const { words } = typeface;
  const known = words.get(word);
  if (known) return known;
  const { glyphs, positions } = withGlyphsOfItsOwn(typeface).layout(word);
  const made = {
    glyphs: glyphs.map(({ id, advanceWidth, codePoints }) => ({ id, advanceWidth, codePoints })),
    positions,
  };
  if (words.size >= WORDS) words.clear();
  words.set(word, made);
  return made;
}

/** A run of its own: pdfkit scales the positions that it is given, in place. */
const asRun = ({ glyphs, positions }: LaidOut): GlyphRun => ({
  glyphs,
  positions: positions.map((position) => ({ ...position })),
  get advanceWidth() {
    return this.positions.reduce((total, { xAdvance }) => total + xAdvance, 0);
  },
});

const letters = new Intl.Segmenter("es", { granularity: "grapheme" });

/** Each letter with its marks. Of Latin without marks apart, each character is one. */
const lettersOf = (text: string): string[] =>
  /^[ -~\u00a0-\u02af]*$/.test(text)
    ? [...text]
    : [...letters.segment(text)].map(({ segment }) => segment);

/** What each glyph of a typeface has stood for so far in one document. */
export type Usage = Map<string, Map<number, number>>;

/**
 * Cuts a text into runs, each in the first typeface that has all its letters.
 * A letter with its marks stays together. Where two characters share a glyph, the
 * second goes to another typeface: a PDF maps a glyph to one text only, so that
 * copying the name would give back the wrong character.
 *
 * @returns the runs, or the letters that no typeface has
 */
export function runsOf(text: string, weight: Weight, usage: Usage): Run[] | { missing: string[] } {
  const candidates = FILES[weight].map(typeface);
  const runs: Run[] = [];
  const missing = new Set<string>();
  for (const segment of lettersOf(text)) {
    const chosen = candidates.find((candidate) => prints(candidate, segment, usage));
    if (!chosen) {
      missing.add(segment);
      continue;
    }
    claim(chosen, segment, usage);
    const last = runs.at(-1);
    if (last?.typeface === chosen) last.text += segment;
    else runs.push({ typeface: chosen, text: segment });
  }
  return missing.size > 0 ? { missing: [...missing] } : runs;
}

/** The letters of a text that a certificate cannot print; empty when it can print them all. */
export function unprintable(text: string): string[] {
  const runs = runsOf(text, "bold", new Map());
  return "missing" in runs ? runs.missing : [];
}

function prints({ name, face }: Typeface, segment: string, usage: Usage): boolean {
  const used = usage.get(name);
  return codePoints(segment).every((codePoint) => {
    if (!face.hasGlyphForCodePoint(codePoint)) return false;
    const before = used?.get(face.glyphForCodePoint(codePoint).id);
    return before === undefined || before === codePoint;
  });
}

function claim({ name, face }: Typeface, segment: string, usage: Usage) {
  const used = usage.get(name) ?? new Map<number, number>();
  usage.set(name, used);
  for (const codePoint of codePoints(segment)) {
    used.set(face.glyphForCodePoint(codePoint).id, codePoint);
  }
}

const codePoints = (text: string) => [...text].map((character) => character.codePointAt(0) ?? 0);
