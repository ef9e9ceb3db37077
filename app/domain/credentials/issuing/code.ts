/** Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O or U to mistake. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SYMBOLS = ALPHABET.length;

/** Characters of a code: eleven of chance (55 bits) and one that checks them. */
const LENGTH = 12;

/** Random bytes that a code and an id are made from. */
export const CODE_BYTES = LENGTH - 1;
export const ID_BYTES = 16;

/** A new code from 11 random bytes. Kept without hyphens; `showCode` groups it. */
export function makeCode(random: Uint8Array): string {
  const body = [...random.subarray(0, CODE_BYTES)].map((byte) => ALPHABET[byte % SYMBOLS]).join("");
  return body + checkSymbol(body);
}

/** A new id from 16 random bytes: 128 bits in base64url, 22 characters. */
export function makeId(random: Uint8Array): string {
  return btoa(String.fromCharCode(...random.subarray(0, ID_BYTES)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** "K7QM-2F9T-XB04", as it is printed and read aloud. */
export function showCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, "$1-");
}

/** What somebody typed or pasted, understood: a code, an id, or neither. */
export type Lookup =
  | { by: "code"; code: string }
  | { by: "id"; id: string }
  | { by: "nothing"; reason: "empty" | "mistyped" | "unreadable" };

/**
 * Reads a code in any case, with or without separators, O for 0 and I or L for 1;
 * an id; or a link that ends in an id. A code that fails its check is `mistyped`.
 */
export function readLookup(typed: string): Lookup {
  const text = typed.trim();
  if (text === "") return { by: "nothing", reason: "empty" };
  const link = text.match(/\/verificar\/([A-Za-z0-9_-]{22})(?:\.[a-z]+)?(?:[?#].*)?$/);
  if (link?.[1]) return { by: "id", id: link[1] };
  if (isId(text)) return { by: "id", id: text };
  const code = text
    .toUpperCase()
    .replace(/[\s\-–—·.]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
  if (!/^[0-9A-HJKMNP-TV-Z]{12}$/.test(code)) return { by: "nothing", reason: "unreadable" };
  const body = code.slice(0, -1);
  return checkSymbol(body) === code.at(-1)
    ? { by: "code", code }
    : { by: "nothing", reason: "mistyped" };
}

/** Whether a text has the form of an id. */
export function isId(text: string): boolean {
  return /^[A-Za-z0-9_-]{22}$/.test(text);
}

/** ISO/IEC 7064 hybrid system MOD 33,32: finds any one wrong symbol and nearly every swap. */
function checkSymbol(body: string): string {
  let product = SYMBOLS;
  for (const symbol of body) {
    const sum = (product + ALPHABET.indexOf(symbol)) % SYMBOLS || SYMBOLS;
    product = (sum * 2) % (SYMBOLS + 1);
  }
  return ALPHABET[(SYMBOLS + 1 - product) % SYMBOLS] as string;
}
