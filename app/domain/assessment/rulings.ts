/** What was decided about an item version that was found wrong. */
export type Ruling =
  /** Nobody is scored by it. */
  | { kind: "drop" }
  /** Its responses are scored by another version of the same item. */
  | { kind: "rekey"; replacement: string };

/**
 * A form as it is to be scored: places whose version was dropped are left out, of what was
 * asked and of what could be reached; those re-keyed have the version that replaces theirs.
 * `rulings` holds the ruling in force of each version, by hash. One is applied, not a chain.
 */
export function withRulings<Place extends { hash: string }>(
  form: readonly Place[],
  rulings: ReadonlyMap<string, Ruling>,
): Place[] {
  return form.flatMap((place) => {
    const ruling = rulings.get(place.hash);
    if (!ruling) return place;
    return ruling.kind === "drop" ? [] : { ...place, hash: ruling.replacement };
  });
}
