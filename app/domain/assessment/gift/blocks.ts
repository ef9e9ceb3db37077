/** The text of one question, as far from the next as a blank line. */
export interface Block {
  text: string;
  /** Line of the file, from 1, at which it begins. */
  line: number;
}

/**
 * Splits a GIFT file into its questions, so that a broken one loses only
 * itself. Blank lines part them, as in Moodle; comments alone and `$CATEGORY`
 * lines are left out.
 */
export function splitBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let start = 1;
  const close = () => {
    if (lines.some((line) => !line.trim().startsWith("//"))) {
      blocks.push({ text: lines.join("\n"), line: start });
    }
    lines = [];
  };
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === "" || line.trim().startsWith("$CATEGORY:")) {
      close();
      continue;
    }
    if (lines.length === 0) start = index + 1;
    lines.push(line);
  }
  close();
  return blocks;
}
