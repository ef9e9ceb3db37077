import type { Entry, ZipFile } from "yauzl";
import { type BulkFault, MOST_ROWS } from "../bulk.ts";

const MB = 1024 * 1024;

/** Bytes that a file of a ZIP may unpack to, that all may, and how many times its packed size that is. */
const LARGEST = 10 * MB;
const LARGEST_ALL = 100 * MB;
const HIGHEST_RATIO = 200;

/** A file in a ZIP, which is unpacked when it is read. */
export interface PackedFile {
  name: string;
  /** Throws for one that is damaged, or larger than it says. */
  read(): Promise<Buffer>;
}

/**
 * The files of a ZIP in their order, without folders and what systems add of their own. Its list
 * is judged before anything is unpacked; yauzl stops an entry that turns out larger than listed,
 * and refuses names that leave the folder.
 */
export async function openZip(bytes: Buffer): Promise<PackedFile[] | BulkFault> {
  const { fromBufferPromise } = await import("yauzl");
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true });
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) {
      if (isFile(entry)) entries.push(entry);
      if (entries.length > MOST_ROWS.zip) return "too-many-rows";
    }
    return sizeFault(entries) ?? entries.map((entry) => packed(zip, entry));
  } catch (error) {
    const isPath = /^(invalid relative path|absolute path|invalid characters)/;
    return isPath.test((error as Error).message) ? "bad-path" : "not-a-list";
  }
}

const isFile = ({ fileName }: Entry): boolean =>
  !/\/$|^__MACOSX\/|(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/.test(fileName);

function sizeFault(entries: readonly Entry[]): BulkFault | null {
  const all = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  const isBomb = entries.some(
    ({ uncompressedSize, compressedSize }) =>
      uncompressedSize > LARGEST || uncompressedSize > (compressedSize + 100) * HIGHEST_RATIO,
  );
  return isBomb || all > LARGEST_ALL ? "too-large-inside" : null;
}

function packed(zip: ZipFile, entry: Entry): PackedFile {
  return {
    name: entry.fileName,
    async read() {
      const chunks: Buffer[] = [];
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
  };
}
