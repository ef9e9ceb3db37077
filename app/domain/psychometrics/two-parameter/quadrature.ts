export interface Node {
  x: number;
  weight: number;
}

/**
 * Gauss–Hermite nodes for the standard normal density: Σ weight · f(x) is the mean of f
 * over N(0, 1), exact for polynomials up to degree 2n − 1 (Abramowitz & Stegun
 * 25.4.46, changed to that density). The roots of each Hermite polynomial lie between
 * those of the one before, where bisection finds them.
 */
export function normalNodes(count: number): Node[] {
  let roots: number[] = [];
  for (let degree = 1; degree <= count; degree += 1) {
    const reach = 2 * Math.sqrt(degree) + 1;
    const fences = [-reach, ...roots, reach];
    roots = Array.from({ length: degree }, (_, index) =>
      bisected(degree, fences[index] as number, fences[index + 1] as number),
    );
  }
  return roots.map((x) => {
    const squares = hermite(count - 1, x).reduce((total, value) => total + value * value, 0);
    return { x, weight: 1 / squares };
  });
}

/** Orthonormal Hermite polynomials of degree 0 to `degree` at x. */
function hermite(degree: number, x: number): number[] {
  const values = [1];
  for (let next = 1; next <= degree; next += 1) {
    const last = values[next - 1] as number;
    const before = values[next - 2] ?? 0;
    values.push((x * last - Math.sqrt(next - 1) * before) / Math.sqrt(next));
  }
  return values;
}

function bisected(degree: number, from: number, to: number): number {
  const valueAt = (x: number) => hermite(degree, x)[degree] as number;
  const sign = Math.sign(valueAt(to));
  let [low, high] = [from, to];
  for (let turn = 0; turn < 80; turn += 1) {
    const middle = (low + high) / 2;
    if (Math.sign(valueAt(middle)) === sign) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
