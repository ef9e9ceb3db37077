/** Encodings in which trainers' computers write a file. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/**
 * The text of a file. A byte order mark decides; without one it is UTF-8 if it is valid UTF-8,
 * UTF-16 if every other byte is NUL, else Windows-1252 (which decodes anything, so it cannot be
 * tried first). The mark is not part of the text.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const marked = markOf(bytes) ?? unmarkedUtf16(bytes);
  if (marked) return { text: new TextDecoder(marked).decode(bytes), encoding: marked };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "windows-1252" };
  }
}

/** UTF-8 needs no deciding: its decoder takes the mark off. */
function markOf([first, second]: Uint8Array): Encoding | null {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : null;
}

/** Bytes looked at for UTF-16 without its mark: text begins with letters, whose other byte is 0. */
const LOOKED_AT = 64;

function unmarkedUtf16(bytes: Uint8Array): Encoding | null {
  const head = bytes.subarray(0, LOOKED_AT);
  if (head.length < 4) return null;
  const zeros = [0, 1].map(
    (start) => head.filter((byte, index) => index % 2 === start && byte === 0).length,
  );
  const most = head.length / 2;
  if ((zeros[1] ?? 0) > most * 0.7 && zeros[0] === 0) return "utf-16le";
  return (zeros[0] ?? 0) > most * 0.7 && zeros[1] === 0 ? "utf-16be" : null;
}
