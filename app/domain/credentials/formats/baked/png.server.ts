import { crc32, inflateSync } from "node:zlib";
import { type FileFault, MOST_TEXT, textOf } from "../file-faults.ts";

/** PNG 3 §5.2. */
export const PNG_SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");
/** OB 3.0 §5.3.1.1: the keyword of the chunk that holds the credential. */
const KEYWORD = "openbadgecredential";
const TEXT_CHUNKS = new Set(["iTXt", "tEXt", "zTXt"]);

interface Chunk {
  type: string;
  data: Buffer;
}

/**
 * A PNG of ours with a credential baked into it (OB 3.0 §5.3.1.1): one uncompressed iTXt chunk
 * after its header. Takes the JSON of a credential or a JWT; the pixels stay as they are.
 */
export function bakePng(png: Buffer, credential: string): Buffer {
  const afterHeader = PNG_SIGNATURE.length + 12 + png.readUInt32BE(PNG_SIGNATURE.length);
  // PNG 3 §11.3.3.2: keyword, not compressed, no language, no translated keyword.
  const data = Buffer.from(`${KEYWORD}\0\0\0\0\0${credential}`, "utf8");
  const chunk = chunkOf("iTXt", data);
  return Buffer.concat([png.subarray(0, afterHeader), chunk, png.subarray(afterHeader)]);
}

/**
 * The credential baked into a stranger's PNG. Strict: every chunk has its right sum, nothing
 * comes after the end, and exactly one chunk of text has the keyword.
 */
export function unbakePng(png: Buffer): { text: string } | FileFault {
  const chunks = chunksOf(png);
  if (!chunks) return "malformed";
  const [baked, ...more] = chunks.filter(({ type, data }) => TEXT_CHUNKS.has(type) && named(data));
  if (!baked) return "no-credential";
  if (more.length > 0) return "two-credentials";
  return baked.type === "iTXt" ? textIn(baked.data) : "malformed";
}

function chunkOf(type: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(data.length + 12);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, "latin1");
  data.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), data.length + 8);
  return chunk;
}

/** Every chunk, from IHDR to IEND (§5.6); null when the file is not made of whole chunks. */
function chunksOf(png: Buffer): Chunk[] | null {
  if (!png.subarray(0, 8).equals(PNG_SIGNATURE)) return null;
  const chunks: Chunk[] = [];
  let at = PNG_SIGNATURE.length;
  while (at + 12 <= png.length && chunks.at(-1)?.type !== "IEND") {
    const end = at + 8 + png.readUInt32BE(at);
    if (end + 4 > png.length) return null;
    if (crc32(png.subarray(at + 4, end)) !== png.readUInt32BE(end)) return null;
    chunks.push({ type: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, end) });
    at = end + 4;
  }
  const types = chunks.map(({ type }) => type);
  const whole = types.indexOf("IHDR") === 0 && types.indexOf("IEND") === types.length - 1;
  return whole && at === png.length && types.lastIndexOf("IHDR") === 0 ? chunks : null;
}

const named = (data: Buffer): boolean =>
  data.toString("latin1", 0, KEYWORD.length + 1) === `${KEYWORD}\0`;

/** §11.3.3.4: compression flag and method, language, translated keyword, text. */
function textIn(data: Buffer): { text: string } | FileFault {
  const [compressed, method] = data.subarray(KEYWORD.length + 1);
  const language = data.indexOf(0, KEYWORD.length + 3);
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
  if (translated < 0 || method !== 0) return "malformed";
  const text = data.subarray(translated + 1);
  if (compressed === 0) return textOf(text);
  if (compressed !== 1) return "malformed";
  try {
    return textOf(inflateSync(text, { maxOutputLength: MOST_TEXT }));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ERR_BUFFER_TOO_LARGE" ? "too-large" : "malformed";
  }
}
