import {
  type CompactJwt,
  credentialOf,
  looksCompact,
  readCompact,
} from "./formats/vc-jwt/compact.ts";

/** What a text may be at most. A certificate of ours is 3 KB, 9 deep and has 90 values. */
const TEXT_LIMITS = { characters: 1_000_000, depth: 40, values: 4000 } as const;

/** Why a text is not read as a credential at all. */
export type UnreadableText =
  | "too-large"
  | "too-deep"
  | "too-many-values"
  | "not-json"
  | "not-a-credential"
  | "malformed-jwt"
  | "no-proof"
  | "unsupported-proof";

/** A credential as it came: JSON with proofs inside, or the payload of a JWT. */
export type CredentialText =
  | { form: "json"; credential: Record<string, unknown> }
  | { form: "jwt"; credential: Record<string, unknown>; jwt: CompactJwt };

/**
 * Reads what somebody sent. It costs what its length costs, whatever it holds: size, depth and
 * number of values are counted before anything is built.
 */
export function readCredential(text: string): CredentialText | UnreadableText {
  if (text.length > TEXT_LIMITS.characters) return "too-large";
  const trimmed = text.trim();
  if (!looksCompact(trimmed)) {
    const credential = readJson(trimmed);
    return typeof credential === "string" ? credential : { form: "json", credential };
  }
  const jwt = readCompact(trimmed);
  if (typeof jwt === "string") return jwt;
  const shape = shapeFault(JSON.stringify(jwt.payload));
  return shape ?? { form: "jwt", credential: credentialOf(jwt.payload), jwt };
}

function readJson(text: string): Record<string, unknown> | UnreadableText {
  const shape = shapeFault(text);
  if (shape) return shape;
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : "not-a-credential";
  } catch {
    return "not-json";
  }
}

/**
 * Counts brackets and separators outside strings; null when the text stays within the limits,
 * which are those of a credential that is `wrapped` in so many levels more.
 */
export function shapeFault(text: string, wrapped = 0): "too-deep" | "too-many-values" | null {
  let depth = -wrapped;
  let values = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (quoted) {
      if (character === "\\") index += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === "{" || character === "[") {
      depth += 1;
      values += 1;
    } else if (character === "}" || character === "]") depth -= 1;
    else if (character === ",") values += 1;
    if (depth > TEXT_LIMITS.depth) return "too-deep";
    if (values > TEXT_LIMITS.values) return "too-many-values";
  }
  return null;
}
