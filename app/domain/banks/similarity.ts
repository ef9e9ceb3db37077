/** Two texts that say nearly the same. */
export interface Likeness {
  one: string;
  other: string;
  /** Jaccard similarity of their pieces: common ones among all, 0 to 1. */
  similarity: number;
}

/** A pair of questions that say nearly the same. */
export interface DuplicatePair {
  similarity: number;
  one: { id: string; prompt: string };
  other: { id: string; prompt: string };
}

/** Characters of a piece: long enough to be rare, short enough to outlive a changed word. */
const PIECE = 5;

/** A piece that more texts share says nothing, as those of a form filled in a thousand times. */
const MOST_HOLDERS = 300;

/** Pairs told at most, the most alike first. */
const MOST_PAIRS = 500;

/**
 * Pairs of texts whose Jaccard similarity over pieces of five characters is at least `threshold`.
 * Texts come as `words.ts` makes them. A pair that similar shares one of the rarest pieces of
 * each (the first n − ⌈t·n⌉ + 1 of n in the order of their frequency), so only texts that share
 * one of those are compared: ten thousand questions take a second or two.
 * Source: Bayardo, Ma and Srikant, "Scaling Up All Pairs Similarity Search" (WWW 2007), §4, with
 * the prefix of Chaudhuri, Ganti and Kaushik (ICDE 2006).
 */
export function likenesses(
  texts: readonly { id: string; text: string }[],
  threshold: number,
): Likeness[] {
  const sets = rareFirst(texts.map(({ text }) => piecesOf(text)));
  const holders = new Map<number, number[]>();
  const found: Likeness[] = [];
  for (const [index, pieces] of sets.entries()) {
    const candidates = new Set<number>();
    const prefix = pieces.length - Math.ceil(threshold * pieces.length) + 1;
    for (const piece of pieces.slice(0, prefix)) {
      const holding = holders.get(piece);
      for (const other of holding ?? []) candidates.add(other);
      if (!holding) holders.set(piece, [index]);
      else if (holding.length < MOST_HOLDERS) holding.push(index);
    }
    for (const other of candidates) {
      const similarity = jaccard(pieces, sets[other] ?? []);
      if (similarity < threshold) continue;
      found.push({ one: texts[other]?.id ?? "", other: texts[index]?.id ?? "", similarity });
    }
  }
  return found.sort((a, b) => b.similarity - a.similarity).slice(0, MOST_PAIRS);
}

function piecesOf(text: string): Set<string> {
  const plain = text.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const pieces = new Set<string>();
  for (let at = 0; at < Math.max(1, plain.length - PIECE + 1); at += 1) {
    pieces.add(plain.slice(at, at + PIECE));
  }
  return pieces;
}

/** Each set as numbers in rising order; the rarest pieces have the lowest. */
function rareFirst(sets: readonly Set<string>[]): number[][] {
  const counts = new Map<string, number>();
  for (const set of sets) for (const piece of set) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  const order = [...counts].sort(([, one], [, other]) => one - other);
  const rank = new Map(order.map(([piece], index) => [piece, index]));
  return sets.map((set) =>
    [...set].map((piece) => rank.get(piece) ?? 0).sort((one, other) => one - other),
  );
}

/** Of two lists of numbers in rising order. */
function jaccard(one: readonly number[], other: readonly number[]): number {
  let common = 0;
  let at = 0;
  for (const piece of one) {
    while (at < other.length && (other[at] as number) < piece) at += 1;
    if (other[at] === piece) common += 1;
  }
  const all = one.length + other.length - common;
  return all === 0 ? 0 : common / all;
}
