declare module "fontkit" {
  /** The part of a font that says what it can print. */
  export interface Face {
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): { id: number };
  }
  export function openSync(file: string): Face;
}
