/** A pair of questions that say nearly the same. */
export interface DuplicatePair {
  similarity: number;
  one: { id: string; prompt: string };
  other: { id: string; prompt: string };
}
