/**
 * JSON Canonicalization Scheme (RFC 8785): one text for equal JSON values. Members are
 * sorted by UTF-16 code units (§3.2.3); strings and numbers are written as ECMAScript
 * writes them (§3.2.2). Takes only what `JSON.parse` can give.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}
