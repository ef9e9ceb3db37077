import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/** Why no code is read from a picture. */
export type PictureFault =
  /** No JPEG, PNG or WebP, or one that is broken. */
  | "malformed"
  /** A photograph as iPhones keep it: the phone can share it as JPEG. */
  | "heic"
  /** More pixels than are read. */
  | "too-large"
  | "no-code";

/** Pixels of a picture at most: a phone's photograph; and of one that is kept whole in memory. */
const MOST_PIXELS = 50_000_000;
const MOST_PIXELS_WHOLE = 12_000_000;
/** Side to which a larger picture is made smaller: a code in a corner keeps enough of its dots. */
const SIDE = 2000;
/** Codes looked for. */
const MOST_CODES = 4;

/**
 * The texts of the QR codes in a photograph or a screenshot: JPEG, PNG or WebP, turned as its
 * EXIF says. Heavy: it belongs on a thread, and is given what it may cost by that thread.
 */
export async function readQr(picture: Buffer): Promise<string[] | PictureFault> {
  if (isHeic(picture)) return "heic";
  if (!pictureKind(picture)) return "malformed";
  const pixels = await pixelsOf(picture);
  if (typeof pixels === "string") return pixels;
  const { readBarcodes } = await reader();
  const codes = await readBarcodes(pixels, {
    formats: ["QRCode"],
    maxNumberOfSymbols: MOST_CODES,
  });
  const texts = new Set(codes.filter(({ isValid }) => isValid).map(({ text }) => text));
  return texts.size > 0 ? [...texts] : "no-code";
}

/** The kind of picture that these bytes begin like, among those that are read. */
export function pictureKind(bytes: Buffer): "jpeg" | "png" | "webp" | null {
  const head = bytes.toString("latin1", 0, 12);
  if (head.startsWith("\xff\xd8\xff")) return "jpeg";
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  return head.startsWith("RIFF") && head.endsWith("WEBP") ? "webp" : null;
}

/** ISO/IEC 23008-12 §10: a file of this family with a brand of theirs. */
export const isHeic = (bytes: Buffer): boolean =>
  /^ftyp(heic|heix|hevc|heim|heis|mif1|msf1|avif)$/.test(bytes.toString("latin1", 4, 12));

/** Its brightness, upright and no larger than is read, as a picture of one plain kind. */
async function pixelsOf(picture: Buffer): Promise<Uint8Array | "malformed" | "too-large"> {
  const { default: sharp } = await import("sharp");
  // One picture at a time and nothing kept of it: memory counts more than speed here.
  sharp.cache(false);
  sharp.concurrency(1);
  try {
    const { width, height, format, isProgressive } = await sharp(picture).metadata();
    const whole = isProgressive || format === "webp";
    if (width * height > (whole ? MOST_PIXELS_WHOLE : MOST_PIXELS)) return "too-large";
    const { data, info } = await sharp(picture, { limitInputPixels: MOST_PIXELS })
      .autoOrient()
      .resize(SIDE, SIDE, { fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    // A portable greymap: a fourth of the memory of colours that nobody needs.
    const header = Buffer.from(`P5\n${info.width} ${info.height}\n255\n`);
    return Uint8Array.from(Buffer.concat([header, data]));
  } catch {
    // Whatever is wrong with the picture is thrown as a text of the decoder's.
    return "malformed";
  }
}

let prepared: Promise<typeof import("zxing-wasm/reader")> | undefined;

/** The reader with its machine code from the package's own file: by itself it asks the network. */
function reader() {
  prepared ??= import("zxing-wasm/reader").then(async (zxing) => {
    const file = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
    const { buffer: wasmBinary } = Uint8Array.from(await readFile(file));
    await zxing.prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
    return zxing;
  });
  return prepared;
}
