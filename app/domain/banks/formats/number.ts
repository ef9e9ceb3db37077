/** Without the error of a sum of binary fractions: 3.1415 − 0.0005 is 3.141. */
export function clean(value: number): number {
  return Number(value.toPrecision(12));
}

/** A number without exponent, as formats that know none read it; at most 15 significant digits. */
export function decimal(value: number): string {
  const text = String(Number(value.toPrecision(15)));
  const [, sign = "", whole = "", fraction = "", power] =
    /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (power === undefined) return text;
  const shift = Number(power);
  return shift < 0
    ? `${sign}0.${"0".repeat(-shift - 1)}${whole}${fraction}`
    : `${sign}${whole}${fraction.padEnd(shift, "0")}`;
}

/** A share as a percentage with the five decimals that Moodle writes. */
export function percent(share: number): number {
  return Number((share * 100).toFixed(5));
}

/** What right options may miss or exceed 100 by, since thirds do not divide evenly. */
const TOLERANCE = 0.01;

/**
 * Shares of weights in percent: those of the right ones, where they come to 100 but for thirds,
 * are brought to it.
 */
export function sharesOf(weights: readonly number[]): number[] {
  const total = weights.filter((weight) => weight > 0).reduce((sum, weight) => sum + weight, 0);
  const whole = Math.abs(total - 100) <= TOLERANCE ? total : 100;
  return weights.map((weight) => (weight > 0 ? weight / whole : weight / 100));
}
