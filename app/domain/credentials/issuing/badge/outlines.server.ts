import { balancedLines } from "../pdf/lines.ts";
import { MissingGlyphs } from "../pdf/page.server.ts";
import { runsOf, type Weight } from "../pdf/typefaces.server.ts";

/** How a text is drawn: lengths in units of the image. */
export interface Lettering {
  weight: Weight;
  size: number;
  /** The smallest that its letters may become to fit. */
  least: number;
  lines: number;
}

/** A text as shapes, a path for each line: its baseline at 0, and centred on 0. */
export interface Outlines {
  /** SVG path data in tenths of a unit. */
  paths: string[];
  size: number;
  leading: number;
}

/**
 * The outlines of a text in lines no wider than `width`, in smaller letters if it must; what does
 * not fit in the smallest ends in an ellipsis. Throws MissingGlyphs.
 */
export function outlinesOf(text: string, lettering: Lettering, width: number): Outlines {
  const { weight, least, lines: most } = lettering;
  for (let size = lettering.size; ; size -= 2) {
    const lines = balancedLines(text, width, (line) => advanceOf(line, weight) * size);
    if (lines.length > most && size > least) continue;
    const shown = lines.length > most ? cut(lines, most) : lines;
    return { paths: shown.map((line) => lineOf(line, weight, size)), size, leading: size * 1.2 };
  }
}

const cut = (lines: string[], most: number): string[] => [
  ...lines.slice(0, most - 1),
  `${lines[most - 1]?.replace(/.[\s\p{P}]*$/u, "")}…`,
];

/** A line's letters at a size of 1, each with where it begins. */
function* lettersOf(line: string, weight: Weight) {
  const runs = runsOf(line, weight, new Map());
  if ("missing" in runs) throw new MissingGlyphs(runs.missing);
  let left = 0;
  for (const { typeface, text } of runs) {
    const { glyphs, positions } = typeface.face.layout(text);
    for (const [index, { path }] of glyphs.entries()) {
      const advance = (positions[index]?.xAdvance ?? 0) / typeface.face.unitsPerEm;
      yield { path, scale: 1 / typeface.face.unitsPerEm, left, advance };
      left += advance;
    }
  }
}

function advanceOf(line: string, weight: Weight): number {
  let width = 0;
  for (const { advance } of lettersOf(line, weight)) width += advance;
  return width;
}

const COMMANDS: Record<string, string> = {
  moveTo: "m",
  lineTo: "l",
  quadraticCurveTo: "q",
  bezierCurveTo: "c",
  closePath: "z",
};

/** Path data in whole tenths, each point from the one before: half as long as in plain places. */
function lineOf(line: string, weight: Weight, size: number): string {
  const start = -(advanceOf(line, weight) * size) / 2;
  let [penX, penY, openX, openY] = [0, 0, 0, 0];
  let data = "";
  for (const { path, scale, left } of lettersOf(line, weight)) {
    for (const { command, args } of path.commands) {
      // A font counts upwards, SVG downwards.
      const placed = args.map((value, index) =>
        Math.round(
          10 * (index % 2 ? -value * scale * size : start + (left + value * scale) * size),
        ),
      );
      const moves = placed.map((value, index) => value - (index % 2 ? penY : penX));
      data += `${COMMANDS[command]}${moves.join(" ").replaceAll(" -", "-")}`;
      // Closing goes back to where the outline was opened.
      [penX = penX, penY = penY] = command === "closePath" ? [openX, openY] : placed.slice(-2);
      if (command === "moveTo") [openX, openY] = [penX, penY];
    }
  }
  return data;
}
