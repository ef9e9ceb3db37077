declare module "fontkit" {
  interface Glyph {
    id: number;
    advanceWidth: number;
    codePoints: number[];
  }

  /** A text as glyphs with their places. */
  export interface GlyphRun<Of extends Glyph = Glyph> {
    glyphs: Of[];
    positions: { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number }[];
    readonly advanceWidth: number;
  }

  interface DrawnGlyph extends Glyph {
    path: { toSVG(): string; commands: { command: string; args: number[] }[] };
  }

  /** The parts of a font that say what it can print, and how its letters look. */
  export interface Face {
    unitsPerEm: number;
    layout(text: string): GlyphRun<DrawnGlyph>;
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): { id: number };
  }
  export function openSync(file: string): Face;
}
