/** Bitstring Status List 1.0 §3.3: lists have at least 131,072 entries, so that one hides among them. */
export const LIST_ENTRIES = 131_072;

/** Bytes that an expanded list may have: 33 million entries. */
const MOST = 4 * 1024 * 1024;

/** An empty list: no bit set. */
export const emptyBitstring = (): Uint8Array => new Uint8Array(LIST_ENTRIES / 8);

/** Whether the bit at an index is set; bit 0 is the leftmost of the first byte (§3.1). */
export function bitAt(bits: Uint8Array, index: number): boolean {
  return (((bits[index >> 3] ?? 0) >> (7 - (index & 7))) & 1) === 1;
}

/** The same list with this bit set or cleared. */
export function withBit(bits: Uint8Array, index: number, on: boolean): Uint8Array {
  const changed = Uint8Array.from(bits);
  const mask = 1 << (7 - (index & 7));
  const byte = changed[index >> 3] ?? 0;
  changed[index >> 3] = on ? byte | mask : byte & ~mask;
  return changed;
}

/** The same list with all these bits set. */
export function setBits(bits: Uint8Array, indexes: readonly number[]): Uint8Array {
  const changed = Uint8Array.from(bits);
  for (const index of indexes) {
    changed[index >> 3] = (changed[index >> 3] ?? 0) | (1 << (7 - (index & 7)));
  }
  return changed;
}

/** §3.3 Bitstring Generation: GZIP (RFC 1952), then multibase base64url without padding. */
export async function encodeList(bits: Uint8Array): Promise<string> {
  const zipped = await collect(bits, new CompressionStream("gzip"), Number.POSITIVE_INFINITY);
  let binary = "";
  for (const byte of zipped ?? []) binary += String.fromCharCode(byte);
  return `u${btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/**
 * §3.4 Bitstring Expansion. Null when it is not that encoding, has fewer than 131,072 entries,
 * or would have more than 33 million: what does not stop growing is not read to its end.
 */
export async function expandList(encodedList: string): Promise<Uint8Array | null> {
  if (!/^u[\w-]+$/.test(encodedList)) return null;
  try {
    const binary = atob(encodedList.slice(1).replaceAll("-", "+").replaceAll("_", "/"));
    const zipped = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const bits = await collect(zipped, new DecompressionStream("gzip"), MOST);
    return bits && bits.length * 8 >= LIST_ENTRIES ? bits : null;
  } catch {
    return null;
  }
}

async function collect(
  bytes: Uint8Array,
  through: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const source = new Blob([Uint8Array.from(bytes)]).stream().pipeThrough(through);
  for await (const chunk of source as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > most) return null;
    chunks.push(chunk);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
