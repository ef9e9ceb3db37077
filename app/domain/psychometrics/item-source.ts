import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import type { ItemFacts } from "./sitting.ts";

/** An item as staff and judges see it: with its key. */
export interface ItemSource {
  prompt: string;
  /** In the order of the bank; none for an item without options. */
  options: SourceOption[];
  /** The item itself where it has no options: its key is a table. */
  whole: AssessmentItem | null;
}

interface SourceOption {
  id: string;
  /** Empty for true and false: the words are the page's. */
  text: string;
  right: boolean;
}

/** Interactions whose response is a set of the item's options. */
const WITH_OPTIONS: readonly string[] = ["choice", "multiple-response", "true-false"];

export function sourceOf(item: AssessmentItem): ItemSource {
  const { prompt, response } = item;
  if (!WITH_OPTIONS.includes(item.interaction)) {
    return { prompt, options: [], whole: item };
  }
  const options = item.choices.map(({ id, text }) => {
    return { id, text, right: response.correct.includes(id) };
  });
  return { prompt, options, whole: null };
}

/** What the statistics need to know of an item. */
export function factsOf(hash: string, item: AssessmentItem): ItemFacts {
  const { prompt, options } = sourceOf(item);
  const text = [prompt, ...options.map((option) => option.text)].join(" ");
  return {
    hash,
    options: options.length > 0 ? options.map(({ id, right }) => ({ id, right })) : null,
    words: text.split(/\s+/u).filter((word) => word !== "").length,
  };
}

/** Characters of a label. */
const LABEL = 100;

/** How an item's prompt begins, on one line. */
export function labelOf({ prompt }: Pick<AssessmentItem, "prompt">): string {
  const line = prompt.replace(/\s+/gu, " ").trim();
  if (line.length <= LABEL) return line;
  const cut = line.slice(0, LABEL);
  const end = Math.max(cut.lastIndexOf(" "), LABEL / 2);
  return `${cut.slice(0, end).replace(/[\s.,;:]+$/u, "")}…`;
}
