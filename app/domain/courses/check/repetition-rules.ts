import type { ContentProblem } from "../problem.ts";

/** A text of the catalogue with the place where it is written. */
export interface PlacedText {
  /** Whose it is: a lesson, or a question. */
  owner: string;
  file: string;
  line: number;
  text: string;
}

/** Pairs of texts whose likeness, 0 to 1, is at least a threshold. */
export type Alike = (
  texts: readonly { id: string; text: string }[],
  threshold: number,
) => { one: string; other: string; similarity: number }[];

/** From which likeness on two paragraphs, and two questions, are the same. */
const SAME = { paragraph: 0.8, question: 0.55 } as const;

/** A shorter paragraph, such as "Marque dos.", may be anybody's. */
const WORDS_OF_A_PARAGRAPH = 8;

/** Paragraphs that two lessons share. */
export function paragraphFindings(paragraphs: readonly PlacedText[], alike: Alike) {
  const long = paragraphs.filter(({ text }) => text.split(/\s+/).length >= WORDS_OF_A_PARAGRAPH);
  return sharedBy(long, alike, SAME.paragraph, "its paragraph is also");
}

/** Questions that ask nearly the same. */
export function questionFindings(questions: readonly PlacedText[], alike: Alike) {
  return sharedBy(questions, alike, SAME.question, "nearly the same question is");
}

function sharedBy(
  placed: readonly PlacedText[],
  alike: Alike,
  threshold: number,
  what: string,
): ContentProblem[] {
  const texts = placed.map(({ text }, index) => ({ id: String(index), text: plain(text) }));
  return alike(texts, threshold).flatMap(({ one, other }) => {
    const [first, second] = [Number(one), Number(other)].sort((a, b) => a - b);
    const kept = placed[first as number] as PlacedText;
    const repeated = placed[second as number] as PlacedText;
    if (kept.owner === repeated.owner) return [];
    const message = `${repeated.owner}: ${what} in ${kept.file}:${kept.line} (${kept.owner})`;
    return [{ file: repeated.file, line: repeated.line, message }];
  });
}

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
