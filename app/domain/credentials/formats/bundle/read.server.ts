import type { Readable } from "node:stream";
import type { Entry, ZipFile } from "yauzl";
import { type FileFault, MOST_TEXT, textOf } from "../file-faults.ts";
import { BUNDLE_FILES, BUNDLE_PDF, type BundleText } from "./files.ts";

/** What a stranger's zip may be at most. A bundle of ours has 10 files and 300 KB. */
const LIMITS = { entries: 20, pdf: 10_000_000, ratio: 100, total: 16_000_000 } as const;

/** What was in a bundle. Only the credential is certain to be there. */
export type BundleContents = Partial<Record<BundleText, string>> & {
  credential: string;
  pdf?: Buffer;
};

/**
 * What is in an offline bundle that somebody sent. Nothing is unpacked but the files of a bundle,
 * each once and within its size; every path must stay inside. Never throws.
 */
export async function readBundle(file: Buffer): Promise<BundleContents | FileFault> {
  const { default: yauzl } = await import("yauzl");
  try {
    // Refuses names that are absolute, have a backslash or lead outside.
    return await contentsOf(await yauzl.fromBufferPromise(file, { strictFileNames: true }));
  } catch {
    // The library throws on whatever is no zip.
    return "malformed";
  }
}

async function contentsOf(zip: ZipFile): Promise<BundleContents | FileFault> {
  const contents: Partial<BundleContents> = {};
  const seen = new Set<string>();
  let total = 0;
  if (zip.entryCount > LIMITS.entries) return "too-large";
  for await (const entry of zip.eachEntry()) {
    const { fileName: name, compressedSize, uncompressedSize } = entry;
    if (seen.has(name)) return name === BUNDLE_FILES.credential ? "two-credentials" : "malformed";
    seen.add(name);
    total += uncompressedSize;
    const most = name === BUNDLE_PDF ? LIMITS.pdf : MOST_TEXT;
    const swollen = uncompressedSize > LIMITS.ratio * Math.max(compressedSize, 100);
    if (uncompressedSize > most || total > LIMITS.total || swollen) return "too-large";
    const fault = await keep(zip, entry, contents);
    if (fault) return fault;
  }
  return contents.credential === undefined
    ? "no-credential"
    : { ...contents, credential: contents.credential };
}

async function keep(
  zip: ZipFile,
  entry: Entry,
  contents: Partial<BundleContents>,
): Promise<FileFault | null> {
  const part = PARTS.get(entry.fileName);
  if (!part) return null;
  const bytes = await bytesOf(await zip.openReadStreamPromise(entry), entry.uncompressedSize);
  if (part === "pdf") contents.pdf = bytes;
  else {
    const read = textOf(bytes);
    if (typeof read === "string") return read;
    contents[part] = read.text;
  }
  return null;
}

const PARTS = new Map<string, BundleText | "pdf">([
  ...Object.entries(BUNDLE_FILES).map(([part, file]) => [file, part as BundleText] as const),
  [BUNDLE_PDF, "pdf"],
]);

/** What comes is never more than what was said: the size is checked as it comes. */
async function bytesOf(stream: Readable, size: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > size) throw new Error("more than it said");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
