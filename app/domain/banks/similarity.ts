/** Two texts that say nearly the same. */
export interface Likeness {
  one: string;
  other: string;
  /** Jaccard similarity of their words and pairs of words: common ones among all, 0 to 1. */
  similarity: number;
}

/** A piece that more texts share says nothing, as those of a form filled in a thousand times. */
const MOST_HOLDERS = 300;

/** Pairs told at most, the most alike first. */
const MOST_PAIRS = 500;

/**
 * Pairs of texts whose Jaccard similarity over their words and pairs of neighbouring words is at
 * least `threshold`. Texts come as `words.ts` makes them. Two that similar share one of the
 * rarest pieces of each (the first n − ⌈t·n⌉ + 1 of n in the order of their frequency), so only
 * texts that share one of those are compared: ten thousand questions take a second or two.
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
    for (const piece of pieces.subarray(0, prefix)) {
      const holding = holders.get(piece);
      for (const other of holding ?? []) candidates.add(other);
      if (!holding) holders.set(piece, [index]);
      else if (holding.length < MOST_HOLDERS) holding.push(index);
    }
    for (const other of candidates) {
      const similarity = jaccard(pieces, sets[other] ?? new Float64Array());
      if (similarity < threshold) continue;
      found.push({ one: texts[other]?.id ?? "", other: texts[index]?.id ?? "", similarity });
    }
  }
  return found.sort((a, b) => b.similarity - a.similarity).slice(0, MOST_PAIRS);
}

/** Numbers that stand for the words of a text and for its pairs of words, each once. */
function piecesOf(text: string): Uint32Array {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const pieces = new Set<number>();
  for (const [index, word] of words.entries()) {
    pieces.add(numberOf(word));
    if (index > 0) pieces.add(numberOf(`${words[index - 1]} ${word}`));
  }
  return Uint32Array.from(pieces);
}

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function numberOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}

/** Places in which pieces are counted: two in one place only change which is thought rarer. */
const COUNTED = 2 ** 20;

/** Each set in rising order of how many texts have the piece: in bytes, not in objects. */
function rareFirst(sets: readonly Uint32Array[]): Float64Array[] {
  const counts = new Uint32Array(COUNTED);
  for (const set of sets) {
    for (const piece of set) counts[piece % COUNTED] = (counts[piece % COUNTED] ?? 0) + 1;
  }
  return sets.map((set) =>
    Float64Array.from(set, (piece) => (counts[piece % COUNTED] ?? 0) * 2 ** 32 + piece).sort(),
  );
}

/** Of two lists of numbers in rising order. */
function jaccard(one: Float64Array, other: Float64Array): number {
  let common = 0;
  let at = 0;
  for (const piece of one) {
    while (at < other.length && (other[at] as number) < piece) at += 1;
    if (other[at] === piece) common += 1;
  }
  const all = one.length + other.length - common;
  return all === 0 ? 0 : common / all;
}
