/**
 * Elementary symmetric functions γ₀ … γₖ of positive numbers, by the summation
 * algorithm: it only ever adds positive terms, so nothing cancels (Fischer 1974;
 * compared with the unstable difference algorithm by Verhelst, Glas & van der
 * Sluis 1984, Computational Statistics Quarterly 1, 245–262).
 */
export function symmetricFunctions(values: readonly number[]): Float64Array {
  const gamma = new Float64Array(values.length + 1);
  gamma[0] = 1;
  for (const [index, value] of values.entries()) {
    for (let order = index + 1; order > 0; order -= 1) {
      gamma[order] = (gamma[order] as number) + value * (gamma[order - 1] as number);
    }
  }
  return gamma;
}

/** γ of all the values but one: `without(i, t)` is γₜ of the values other than the i-th. */
export type Without = (omitted: number, order: number) => number;

/**
 * Joins the functions of the values before the one left out with those of the
 * values after it: as stable as the summation itself, for one multiplication a term.
 */
export function leavingOneOut(values: readonly number[]): Without {
  const before = cumulated(values);
  const after = cumulated([...values].reverse());
  return (omitted, order) => {
    if (order < 0 || order > values.length - 1) return 0;
    const left = before[omitted] as Float64Array;
    const right = after[values.length - 1 - omitted] as Float64Array;
    let total = 0;
    const from = Math.max(0, order - (right.length - 1));
    for (let taken = from; taken <= Math.min(order, left.length - 1); taken += 1) {
      total += (left[taken] as number) * (right[order - taken] as number);
    }
    return total;
  };
}

/** The functions of the first 0, 1, 2 … values. */
function cumulated(values: readonly number[]): Float64Array[] {
  const all = [Float64Array.of(1)];
  for (const [index, value] of values.entries()) {
    const last = all[index] as Float64Array;
    const next = new Float64Array(index + 2);
    for (let order = 0; order <= index + 1; order += 1) {
      next[order] = (last[order] ?? 0) + value * (order > 0 ? (last[order - 1] as number) : 0);
    }
    all.push(next);
  }
  return all;
}
