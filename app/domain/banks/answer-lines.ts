/** An answer as its line says: `*right # why`, `50% partly # why`, `wrong`. */
export interface AnswerLine {
  text: string;
  /** 0 to 1, or below 0 where it takes away. */
  share: number;
  feedback: string | null;
}

/** Reads one answer a line; a sign that is to be read as it is has `\` before it. */
export function readAnswerLines(text: string): AnswerLine[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, mark = "", rest = ""] = /^\s*(\*|-?\d{1,3}(?:[.,]\d+)?\s?%)?(.*)$/.exec(line) ?? [];
    const [, words = "", , why = ""] = /^((?:\\.|[^#\\])*)(#(.*))?$/.exec(rest) ?? [];
    const answer = plain(words);
    if (answer === "") return [];
    const share =
      mark === "*" ? 1 : mark === "" ? 0 : Number(mark.replace(",", ".").slice(0, -1)) / 100;
    return [{ text: answer, share, feedback: plain(why) || null }];
  });
}

export function writeAnswerLines(answers: readonly AnswerLine[]): string {
  return answers
    .map(({ text, share, feedback }) => {
      const worth = Number((share * 100).toFixed(5));
      const mark = worth === 100 ? "*" : worth === 0 ? "" : `${worth}% `;
      const words = signed(text).replace(/^([*\d-])/, "\\$1");
      return `${mark}${words}${feedback === null ? "" : ` # ${signed(feedback)}`}`;
    })
    .join("\n");
}

const signed = (text: string): string => text.replace(/[\\#]/g, "\\$&").replaceAll("\n", " ");

const plain = (text: string): string => text.replace(/\\(.)/g, "$1").replace(/\s+/g, " ").trim();
