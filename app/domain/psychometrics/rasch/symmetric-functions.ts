/**
 * Elementary symmetric functions γ₀ … γₖ of positive numbers, by the summation
 * algorithm: it only ever adds positive terms, so nothing cancels (Fischer 1974;
 * compared with the unstable difference algorithm by Verhelst, Glas & van der
 * Sluis 1984, Computational Statistics Quarterly 1, 245–262).
 */
export function symmetricFunctions(values: readonly number[]): Float64Array {
  const gamma = new Float64Array(values.length + 1);
  gamma[0] = 1;
  for (const [index, value] of values.entries()) extend(gamma, index + 1, value);
  return gamma;
}

/** What is known of some values given that exactly `order` of them were taken. */
export interface Inclusion {
  /** γ of that order. */
  gamma: number;
  /** Chance that each was taken. */
  single: Float64Array;
  /** Chance that the one and the other were both taken, by rows; its diagonal is empty. */
  joint: Float64Array;
}

/**
 * Chances that values were taken when exactly so many were, for each order asked for: the
 * value (two values) times γ of the others over γ of all. γ of the others is joined from the
 * functions of those before and those after, so that here too only positive terms are
 * added. Time grows with the cube of their number for each order.
 */
export function inclusions(values: readonly number[], orders: readonly number[]): Inclusion[] {
  const k = values.length;
  const before = cumulated(values);
  const after = cumulated([...values].reverse());
  const found = orders.map(
    (order): Inclusion => ({
      gamma: before[k]?.[order] as number,
      single: new Float64Array(k),
      joint: new Float64Array(k * k),
    }),
  );
  const left = new Float64Array(k + 1);
  for (const [one, value] of values.entries()) {
    const rest = after[k - 1 - one] as Float64Array;
    left.set(before[one] as Float64Array);
    let count = one;
    for (const [index, order] of orders.entries()) {
      const { gamma, single } = found[index] as Inclusion;
      single[one] = (value * joined(left, count, rest, order - 1)) / gamma;
    }
    for (let other = one + 1; other < k; other += 1) {
      const beyond = after[k - 1 - other] as Float64Array;
      const both = value * (values[other] as number);
      for (const [index, order] of orders.entries()) {
        const { gamma, joint } = found[index] as Inclusion;
        const chance = (both * joined(left, count, beyond, order - 2)) / gamma;
        joint[one * k + other] = chance;
        joint[other * k + one] = chance;
      }
      count += 1;
      extend(left, count, values[other] as number);
    }
  }
  return found;
}

/** γ of that order of two sets together: `left` has `count` values, `right` its length less one. */
function joined(left: Float64Array, count: number, right: Float64Array, order: number): number {
  let total = 0;
  const until = Math.min(order, count);
  for (let taken = Math.max(0, order - right.length + 1); taken <= until; taken += 1) {
    total += (left[taken] as number) * (right[order - taken] as number);
  }
  return total;
}

/** Adds a value, the `count`-th, to the functions of those before it. */
function extend(gamma: Float64Array, count: number, value: number): void {
  gamma[count] = 0;
  for (let order = count; order > 0; order -= 1) {
    gamma[order] = (gamma[order] as number) + value * (gamma[order - 1] as number);
  }
}

/** The functions of the first 0, 1, 2 … values. */
function cumulated(values: readonly number[]): Float64Array[] {
  const gamma = new Float64Array(values.length + 1);
  gamma[0] = 1;
  const all = [gamma.slice(0, 1)];
  for (const [index, value] of values.entries()) {
    extend(gamma, index + 1, value);
    all.push(gamma.slice(0, index + 2));
  }
  return all;
}
