/** Crockford's base 32: no I, L, O or U. https://www.crockford.com/base32.html */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A code that a person can copy by hand: `length` random characters, five bits each. */
export function newCode(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => ALPHABET[byte % 32]).join("");
}

/** In groups of four: `K7QM-2F9D-XTAB`. */
export const grouped = (code: string): string => code.match(/.{1,4}/g)?.join("-") ?? "";

/** What was typed, as it was issued: capitals, no signs, look-alikes read as what they are. */
export function readCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1")
    .replace(/[^0-9A-Z]/g, "");
}
