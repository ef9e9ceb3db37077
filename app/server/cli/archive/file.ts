import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { finished } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { dump } from "./dump.ts";
import type { Sealed } from "./keys.ts";
import {
  BrokenArchive,
  type Header,
  RecordReader,
  RecordWriter,
  type TableTotals,
} from "./records.ts";

/**
 * Writes the database at `url` into `file`, which only its owner can read. A
 * file that is there is whole: it is written under another name, flushed to
 * the disk, and renamed.
 */
export async function dumpToFile(
  url: string,
  file: string,
  keys: Sealed | null,
  log: (line: string) => void,
): Promise<TableTotals[]> {
  const partial = `${file}.${process.pid}.partial`;
  const output = createWriteStream(partial, { mode: 0o600, flush: true });
  const gzip = createGzip({ level: 5 });
  gzip.pipe(output);
  const written = finished(output);
  // A full disk must end the dump, which waits for the gzip stream.
  written.catch((error) => gzip.destroy(error));
  try {
    const dumping = dump(url, new RecordWriter(gzip), keys, log);
    const totals = await Promise.race([dumping, written.then(() => dumping)]);
    gzip.end();
    await written;
    await rename(partial, file);
    await syncFolder(dirname(file));
    return totals;
  } catch (error) {
    gzip.destroy();
    output.destroy();
    await rm(partial, { force: true });
    throw error;
  }
}

/** Opens a backup; throws BrokenArchive on any other file. */
export async function openArchive(file: string): Promise<{ reader: RecordReader; header: Header }> {
  const source = createReadStream(file);
  const gunzip = createGunzip();
  source.once("error", (error) => gunzip.destroy(error));
  const reader = new RecordReader(source.pipe(gunzip));
  const header = await reader.line<Header>();
  if (header.cabildoBackup !== 1) throw new BrokenArchive();
  return { reader, header };
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  await folder.sync().finally(() => folder.close());
}
