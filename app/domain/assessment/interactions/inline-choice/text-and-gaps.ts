/** A stretch of text and the gap after it; the last one has none. */
export interface Piece {
  text: string;
  gap: string | null;
}

/** A prompt cut at its gaps, written `[[id]]`; what is no gap of these stays text. */
export function textAndGaps(prompt: string, gaps: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  let text = "";
  for (const part of prompt.split(/(\[\[[\w.-]+\]\])/)) {
    const gap = part.startsWith("[[") ? part.slice(2, -2) : null;
    if (gap === null || !gaps.includes(gap)) {
      text += part;
      continue;
    }
    pieces.push({ text, gap });
    text = "";
  }
  return [...pieces, { text, gap: null }];
}
