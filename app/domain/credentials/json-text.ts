/** What a text may hold at most. A certificate of ours is 9 deep and has 90 values. */
const LIMITS = { depth: 40, values: 4000 } as const;

/** Why the JSON of a stranger is not read. */
export type JsonFault =
  | "too-deep"
  | "too-many-values"
  /** RFC 8259 §4: what an object says that names a member twice depends on who reads it. */
  | "duplicate-member"
  | "not-json"
  /** JSON, and not an object. */
  | "not-an-object";

/**
 * The object that a stranger's text is. It costs what its length costs, whatever it holds:
 * depth, values and names are looked at before anything is built. A member named twice is
 * refused, as whoever signed it and whoever reads it may each take another of the two. The
 * limits are those of a credential, which may be `wrapped` in so many levels more.
 */
export function readObject(text: string, wrapped = 0): Record<string, unknown> | JsonFault {
  const fault = shapeFault(text, wrapped);
  if (fault) return fault;
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : "not-an-object";
  } catch {
    return "not-json";
  }
}

/** Follows brackets, separators and names; what is no JSON is left to the parser. */
function shapeFault(text: string, wrapped: number): JsonFault | null {
  /** The names so far in each object that is open; null for an array. */
  const open: (Set<string> | null)[] = [];
  let values = 0;
  let namesNext = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '"') {
      const end = endOfString(text, index);
      const names = namesNext ? open.at(-1) : null;
      if (names) {
        const name = nameOf(text.slice(index, end + 1));
        if (names.has(name)) return "duplicate-member";
        names.add(name);
      }
      namesNext = false;
      index = end;
    } else if (character === "{" || character === "[") {
      open.push(character === "{" ? new Set() : null);
      namesNext = character === "{";
      values += 1;
    } else if (character === "}" || character === "]") {
      open.pop();
      namesNext = false;
    } else if (character === ",") {
      namesNext = true;
      values += 1;
    }
    if (open.length > LIMITS.depth + wrapped) return "too-deep";
    if (values > LIMITS.values) return "too-many-values";
  }
  return null;
}

/** Where the string that begins here ends; beyond the text when it does not. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === "\\" ? 2 : 1;
  return index;
}

/** One name has many spellings (RFC 8259 §8.3). */
function nameOf(quoted: string): string {
  if (!quoted.includes("\\")) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted);
  } catch {
    return quoted;
  }
}
