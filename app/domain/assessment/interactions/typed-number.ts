/** What may stand between groups of digits and says nothing of the decimals. */
const SPACES = /[\s'’]+/g;

/**
 * The numbers that a typed text may mean, none if it is no number. Chile writes 1.234,5 and
 * Guatemala 1,234.5: with both signs the last one is the decimal sign, one that is repeated parts
 * thousands, and a single one before three digits may be either, so both readings count. A space
 * or an apostrophe parts thousands too. `1,5e3` is a number; `10²`, `3/4` and `5 %` are none.
 */
export function numbersOf(typed: string): number[] {
  const text = typed.trim().replace(/^[−–-]\s*/, "-");
  if (/^[+-]?\d+([.,]\d+)?e[+-]?\d{1,3}$/i.test(text)) return finite([text.replace(",", ".")]);
  if (!/^[+-]?(\d[\d.,\s'’]*|[.,]\d+)$/.test(text)) return [];
  const joined = text.replace(SPACES, "");
  if (joined !== text && !hasSpacedGroups(text)) return [];
  return readings(joined, joined !== text);
}

/** Of digits and signs alone; where groups were parted by spaces, a sign is the decimal one. */
function readings(text: string, spaced: boolean): number[] {
  const signs: string[] = text.match(/[.,]/g) ?? [];
  const decimal = signs.at(-1);
  if (!decimal) return finite([text]);
  const other = decimal === "." ? "," : ".";
  if (signs.includes(other)) {
    const [whole = "", fraction = "", ...more] = text.split(decimal);
    return more.length === 0 && isGrouped(whole, other)
      ? finite([`${whole.replaceAll(other, "")}.${fraction}`])
      : [];
  }
  const asThousands = !spaced && isGrouped(text, decimal) ? [text.replaceAll(decimal, "")] : [];
  const asDecimal = signs.length === 1 ? [text.replace(decimal, ".")] : [];
  return finite([...asDecimal, ...asThousands]);
}

/** Whether spaces or apostrophes part the whole digits in threes, and no others. */
function hasSpacedGroups(text: string): boolean {
  const [whole = "", ...fractions] = text.split(/[.,]/);
  return (
    fractions.length < 2 &&
    fractions.every((digits) => /^\d*$/.test(digits)) &&
    isGrouped(whole.replace(SPACES, " "), " ")
  );
}

/** Groups of three after one to three digits that do not begin with 0. */
function isGrouped(text: string, sign: string): boolean {
  const [first = "", ...groups] = text.replace(/^[+-]/, "").split(sign);
  return /^[1-9]\d{0,2}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group));
}

function finite(texts: readonly string[]): number[] {
  return texts.map(Number).filter(Number.isFinite);
}
