declare module "fontkit" {
  /** The parts of a font that say what it can print, and how its letters look. */
  export interface Face {
    unitsPerEm: number;
    layout(text: string): {
      glyphs: {
        path: { toSVG(): string; commands: { command: string; args: number[] }[] };
      }[];
      positions: { xAdvance: number }[];
    };
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): { id: number };
  }
  export function openSync(file: string): Face;
}
