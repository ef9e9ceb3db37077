/** Line ornament of banknotes and diplomas, as SVG path data; lengths in points. */

const round = (value: number) => Math.round(value * 100) / 100;

/** A closed curve through `count` points of `at`, smooth enough at this density. */
function closed(count: number, at: (turn: number) => [number, number]): string {
  const points = Array.from({ length: count }, (_, index) => at(index / count));
  return `${points.map(([x, y], index) => `${index ? "L" : "M"}${round(x)} ${round(y)}`).join("")}Z`;
}

/**
 * One strand of a woven band along a straight side: a sine whose height swells and
 * narrows, from `from` to `to`. Strands that differ in `phase` weave the band.
 */
export function strand(
  from: readonly [number, number],
  to: readonly [number, number],
  options: { waves: number; swells: number; height: number; phase: number },
): string {
  const [x0, y0] = from;
  const length = Math.hypot(to[0] - x0, to[1] - y0);
  const [ux, uy] = [(to[0] - x0) / length, (to[1] - y0) / length];
  const steps = options.waves * 14;
  let path = "";
  for (let index = 0; index <= steps; index += 1) {
    const turn = index / steps;
    const swell = 0.62 - 0.38 * Math.cos(2 * Math.PI * options.swells * turn);
    const offset =
      options.height * swell * Math.sin(2 * Math.PI * (options.waves * turn + options.phase));
    const x = x0 + ux * length * turn - uy * offset;
    const y = y0 + uy * length * turn + ux * offset;
    path += `${index ? "L" : "M"}${round(x)} ${round(y)}`;
  }
  return path;
}

/** A rosette: a ring whose radius ripples `petals` times, turned by `phase` of a petal. */
export function ring(
  centre: readonly [number, number],
  options: { radius: number; ripple: number; petals: number; phase: number },
): string {
  return closed(options.petals * 18, (turn) => {
    const angle = 2 * Math.PI * turn;
    const radius =
      options.radius +
      options.ripple * Math.sin(options.petals * angle + 2 * Math.PI * options.phase);
    return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)];
  });
}
