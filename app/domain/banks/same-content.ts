/** Relative difference below which two numbers are the same: files round shares and tolerances. */
const ROUNDING = 1e-6;

/**
 * Whether two items, or parts of them, say the same: numbers but for their rounding, fields in
 * any order, and one that is absent as one that is undefined.
 */
export function sameContent(one: unknown, other: unknown): boolean {
  if (typeof one === "number" && typeof other === "number") {
    return one === other || Math.abs(one - other) <= ROUNDING * Math.max(1, Math.abs(one));
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return (
      one.length === other.length && one.every((value, index) => sameContent(value, other[index]))
    );
  }
  if (!isRecord(one) || !isRecord(other)) return one === other;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => sameContent(one[name], other[name]));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
