/**
 * Statistical disclosure control of the goal's tables, after the rule of minimum frequency
 * with secondary suppression (Eurostat, Handbook on Statistical Disclosure Control, §4.3):
 * no count of 1 to 4 people is shown, nor can one be worked out from what is shown.
 */

/** Counts below this are not shown. */
export const LEAST = 5;

/** A count under the code of what was counted. */
export interface Count {
  code: string;
  people: number;
}

/** The same to publish: null = not shown. */
export interface PublishedCount {
  code: string;
  people: number | null;
}

/**
 * Hides counts of a group whose total is public: each count of 1 to 4, and with them every
 * count equal to the smallest of the others, since one hidden alone is the total less the rest.
 * The rule looks at counts only, never at which is whose, so whatever is hidden could be told
 * apart in any order even by who knows it; a tie broken by code would tell. Zeros are shown:
 * they tell of nobody.
 *
 * @returns the group, or null when nobody's count would be left to show
 */
export function suppress(counts: readonly Count[]): PublishedCount[] | null {
  const present = counts.map(({ people }) => people).filter((people) => people > 0);
  const large = present.filter((people) => people >= LEAST);
  if (large.length === present.length) return [...counts];
  const companion = Math.min(...large);
  if (!large.some((people) => people > companion)) return null;
  return counts.map(({ code, people }) => ({
    code,
    people: people > 0 && people <= companion ? null : people,
  }));
}

/** A territory with the people of its own count, and what it is divided into. */
export interface Territory extends Count {
  parts: Territory[];
}

/** The same to publish. `parts` is null when nothing below it is shown. */
export interface PublishedTerritory extends PublishedCount {
  parts: PublishedTerritory[] | null;
}

/**
 * Hides what would tell of few people in a country, whose own total is always shown.
 * Below a count that is hidden nothing is shown: its parts would add up to it.
 */
export function suppressCountry(country: Territory): PublishedTerritory {
  return { code: country.code, people: country.people, parts: suppressParts(country) };
}

function suppressParts({ parts }: Territory): PublishedTerritory[] | null {
  const published = suppress(parts);
  if (!published) return null;
  return published.map(({ code, people }, index) => ({
    code,
    people,
    parts: people === null ? null : suppressParts(parts[index] as Territory),
  }));
}
