/**
 * How an option is called: a letter by its place in the bank, whatever the order in
 * which each person saw it. True and false are called by their words, which are the page's.
 */
export function optionName(
  id: string,
  place: number,
  words: { true: string; false: string },
): string {
  if (id === "true" || id === "false") return words[id];
  return (
    String.fromCharCode(65 + (place % 26)) + (place < 26 ? "" : String(Math.floor(place / 26)))
  );
}
