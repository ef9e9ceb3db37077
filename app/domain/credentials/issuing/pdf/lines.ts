/**
 * A text in lines no wider than `width` by `measure`, about as long as each other: the narrowest
 * setting, in steps of a fortieth, that takes no more lines than the full width.
 */
export function balancedLines(
  text: string,
  width: number,
  measure: (line: string) => number,
): string[] {
  const within = (limit: number) => breakLines(text, (line) => measure(line) <= limit);
  let best = within(width);
  if (best.length === 1) return best;
  for (let limit = width * 0.975; limit > width / 2; limit -= width / 40) {
    const lines = within(limit);
    if (lines.length > best.length) break;
    best = lines;
  }
  return best;
}

/** Greedy lines; a word wider than a line is cut between letters. */
function breakLines(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    line = "";
    for (const { segment } of letters.segment(word)) {
      if (line && !fits(line + segment)) {
        lines.push(line);
        line = "";
      }
      line += segment;
    }
  }
  return line ? [...lines, line] : lines;
}

const letters = new Intl.Segmenter("es", { granularity: "grapheme" });
