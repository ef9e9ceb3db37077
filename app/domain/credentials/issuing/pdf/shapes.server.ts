import type { Page, TextStyle } from "./page.server.ts";
import { runsOf } from "./typefaces.server.ts";

/**
 * Draws a line of letters as shapes, centred on `x` with its baseline at `y`. They are seen
 * and not read: letters as text would come out among those of the lines that they cross.
 */
export function drawShapes(
  { doc }: Page,
  text: string,
  style: TextStyle,
  x: number,
  y: number,
): void {
  const runs = runsOf(text, style.weight, new Map());
  if ("missing" in runs) throw new Error(`no typeface has ${runs.missing.join(" ")}`);
  const letters = runs.flatMap(({ typeface: { face }, text }) => {
    const scale = style.size / face.unitsPerEm;
    const { glyphs, positions } = face.layout(text);
    return glyphs.map(({ path }, index) => ({
      outline: path.toSVG(),
      scale,
      advance: (positions[index]?.xAdvance ?? 0) * scale,
    }));
  });
  let left = x - letters.reduce((width, { advance }) => width + advance, 0) / 2;
  for (const { outline, scale, advance } of letters) {
    // A font counts upwards, pdfkit downwards.
    doc.save().translate(left, y).scale(scale, -scale).path(outline).fill(style.colour).restore();
    left += advance;
  }
}
