import type { AssessmentItem } from "#app/domain/assessment/item.ts";

/** A text as it is searched: in lower case, without accents (the tilde of ñ among them). */
export function searchable(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
}

/** All that an item is found by. */
export function wordsOf({ id, title, prompt, choices, sources = [], tags = [] }: AssessmentItem) {
  const texts = [...choices, ...sources].map(({ text }) => text);
  return searchable([id, title, prompt, ...texts, ...tags].join("\n"));
}
