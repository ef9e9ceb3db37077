import type { Block } from "../format.ts";

/**
 * Splits a GIFT file into its questions, so that a broken one loses only
 * itself. Blank lines part them, as in Moodle; comments alone are left out, and
 * a `$CATEGORY` line names the category of those that follow.
 */
export function splitBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let start = 1;
  let category: string | null = null;
  /** After the first line of its text, a line of comment is none of the question's. */
  let isInside = false;
  const close = () => {
    if (isInside) blocks.push({ text: lines.join("\n"), line: start, category });
    lines = [];
    isInside = false;
  };
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const trimmed = line.trim();
    if (trimmed === "" || trimmed.startsWith("$CATEGORY:")) {
      close();
      if (trimmed !== "") category = trimmed.slice("$CATEGORY:".length).trim() || null;
      continue;
    }
    const isComment = trimmed.startsWith("//");
    if (isComment && isInside) continue;
    if (lines.length === 0) start = index + 1;
    if (!isComment) isInside = true;
    lines.push(line);
  }
  close();
  return blocks;
}
