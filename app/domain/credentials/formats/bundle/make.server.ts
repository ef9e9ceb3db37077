import { buffer } from "node:stream/consumers";
import { BUNDLE_FILES, BUNDLE_PDF, type BundleText } from "./files.ts";

export type BundleParts = Record<BundleText, string> & { pdf: Uint8Array };

/** A zip of these parts, each dated `takenAt`. The same parts and date give the same bytes. */
export async function makeBundle(parts: BundleParts, takenAt: Date): Promise<Buffer> {
  const { default: yazl } = await import("yazl");
  const zip = new yazl.ZipFile();
  const options = { mtime: sameEverywhere(takenAt), forceDosTimestamp: true };
  for (const [part, file] of Object.entries(BUNDLE_FILES)) {
    zip.addBuffer(Buffer.from(parts[part as BundleText], "utf8"), file, options);
  }
  zip.addBuffer(Buffer.from(parts.pdf), BUNDLE_PDF, options);
  zip.end();
  return buffer(zip.outputStream);
}

/** A zip has dates without a zone, and the library writes them in this machine's. */
const sameEverywhere = (date: Date): Date =>
  new Date(date.getTime() + date.getTimezoneOffset() * 60_000);
