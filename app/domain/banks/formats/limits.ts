import type { SourceItem } from "./format.ts";

/** Bytes of a file that a page takes. */
export const MOST_BYTES = 10 * 1024 * 1024;

/** Bytes of a file that the operator's command takes. */
export const MOST_BYTES_BY_COMMAND = 40 * 1024 * 1024;

/** Questions of one file. */
export const MOST_BLOCKS = 20_000;

/** Characters of a question as its file has it, without the files inside it. */
export const MOST_BLOCK = 64 * 1024;

/** Elements of XML inside each other. */
export const DEEPEST = 50;

/** Characters of a prompt, a rubric or an explanation. */
export const LONGEST_TEXT = 10_000;

/** Characters of an option, a title or a key. */
const LONGEST_PART = 2_000;

/** Options, pairs, gaps or keys of one question. */
const MOST_PARTS = 100;

/** Whether a question that was read is longer than a page can show. */
export function isTooLong({ item }: SourceItem): boolean {
  const { title, prompt, feedback, scorerNotes, choices, sources = [], gaps = [], response } = item;
  const keys = [...(response.texts ?? []), ...(response.numbers ?? [])];
  const parts = [...choices, ...sources, ...(response.texts ?? [])];
  return (
    [prompt, feedback, scorerNotes].some((text) => (text?.length ?? 0) > LONGEST_TEXT) ||
    [title, ...parts.map(({ text }) => text)].some((text) => text.length > LONGEST_PART) ||
    [...parts, ...keys].some((part) => (part.feedback?.length ?? 0) > LONGEST_TEXT) ||
    [choices, sources, gaps, keys].some((list) => list.length > MOST_PARTS)
  );
}
