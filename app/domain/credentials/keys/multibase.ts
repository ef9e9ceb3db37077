import { decode, encode } from "base58-universal";

/** Controlled Identifiers 1.0 §2.4 Multibase: `z` heads base-58-btc. */
export const base58btc = (bytes: Uint8Array): string => `z${encode(bytes)}`;

/** The bytes of a `z…` text in its one spelling; null for any other text. */
export function fromBase58btc(text: string): Uint8Array | null {
  if (!/^z[1-9A-HJ-NP-Za-km-z]+$/.test(text)) return null;
  return decode(text.slice(1));
}

/** Controlled Identifiers 1.0 §2.2.2 Multikey: 0xed01 heads a public Ed25519 key of 32 bytes. */
const ED25519 = [0xed, 0x01];

/** A public Ed25519 key as `publicKeyMultibase`. */
export const ed25519Multikey = (publicKey: Uint8Array): string =>
  base58btc(Uint8Array.from([...ED25519, ...publicKey]));

/** The 32 bytes of such a key; null for any other text. */
export function fromEd25519Multikey(text: string): Uint8Array | null {
  const bytes = fromBase58btc(text);
  const isKey = bytes?.length === 34 && ED25519.every((byte, index) => bytes[index] === byte);
  return isKey ? bytes.slice(ED25519.length) : null;
}

/** The bytes of a member of a JWK (RFC 7518 §2, Base64urlUInt and octets). */
export const bytesOf = (base64url: string): Uint8Array =>
  Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (character) =>
    character.charCodeAt(0),
  );
