/** Names of the parts of an item that is read: a, b… z, c27… for choices. */
export const choiceId = (index: number): string =>
  index < 26 ? String.fromCharCode(97 + index) : `c${index + 1}`;

/** s1, s2… for what is matched. */
export const sourceId = (index: number): string => `s${index + 1}`;

/** g1, g2… for gaps. */
export const gapId = (index: number): string => `g${index + 1}`;

/** Even shares of one for these parts of a response. */
export function evenPairs(parts: readonly string[]): Record<string, number> {
  return Object.fromEntries(parts.map((part) => [part, 1 / parts.length]));
}
