/** A question with one right option, as far as the shape of its options tells the key. */
export interface KeyedQuestion {
  /** Options in the order in which they are written. */
  options: readonly { text: string; right: boolean }[];
}

/** Share of questions whose right option is longer than each of the others, 0 to 1. */
export function keyLongestShare(questions: readonly KeyedQuestion[]): number {
  if (questions.length === 0) return 0;
  const longest = questions.filter(({ options }) => {
    const lengthOf = (right: boolean) =>
      Math.max(0, ...options.filter((one) => one.right === right).map(({ text }) => text.length));
    return lengthOf(true) > lengthOf(false);
  });
  return longest.length / questions.length;
}

/** How many times the right option is in each place. */
export function keyPositions(questions: readonly KeyedQuestion[]): number[] {
  const places = Math.max(0, ...questions.map(({ options }) => options.length));
  const counts = Array<number>(places).fill(0);
  for (const { options } of questions) {
    const at = options.findIndex(({ right }) => right);
    if (at >= 0) counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

/** Upper 5 % points of χ² for 1 to 9 degrees of freedom (NIST/SEMATECH e-Handbook, 1.3.6.7.4). */
const CRITICAL = [3.841, 5.991, 7.815, 9.488, 11.07, 12.592, 14.067, 15.507, 16.919];

/** Pearson's χ² of counts against equal shares. */
export function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((total, count) => total + count, 0) / counts.length;
  if (!expected) return 0;
  return counts.reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
}

/** Whether places as uneven as these would be seen by chance more than once in twenty. */
export function areEven(counts: readonly number[]): boolean {
  if (counts.length < 2) return true;
  return chiSquare(counts) < (CRITICAL[counts.length - 2] ?? Number.POSITIVE_INFINITY);
}
