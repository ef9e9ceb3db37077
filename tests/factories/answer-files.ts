import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import { ZipFile } from "yazl";

/** A zip with these entries, as office programs make it; `mimetype` is stored and comes first. */
export async function zipOf(entries: Record<string, string>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(entries)) {
    zip.addBuffer(Buffer.from(text), name, { compress: name !== "mimetype" });
  }
  zip.end();
  return buffer(zip.outputStream);
}

export const docx = (more: Record<string, string> = {}) =>
  zipOf({ "[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>", ...more });

export const pdf = (text = "un plan") => Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`);

const square = { create: { width: 4, height: 4, channels: 3 as const, background: "#0b6e5f" } };
export const png = () => sharp(square).png().toBuffer();
export const jpeg = () => sharp(square).jpeg().toBuffer();
