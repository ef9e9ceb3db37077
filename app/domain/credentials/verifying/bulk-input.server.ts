import { type BulkFault, MOST_ROWS, sourcesOf } from "../bulk.ts";
import { openZip } from "./bulk-zip.server.ts";

/** What was sent: a list, or files in a ZIP, each by its name. */
export interface BulkInput {
  kind: "csv" | "zip";
  sources: string[];
}

/** Reads what somebody sent with many certificates. */
export async function readBulkInput(bytes: Buffer): Promise<BulkInput | BulkFault> {
  if (bytes.length === 0) return "nothing";
  const input = isZip(bytes) ? await filesIn(bytes) : await rowsIn(bytes);
  if (typeof input === "string") return input;
  if (input.sources.length === 0) return "no-rows";
  if (input.sources.length > MOST_ROWS[input.kind]) return "too-many-rows";
  return { ...input, sources: input.sources.map(shortened) };
}

/** Characters of a row's name that are kept. Postgres keeps no NUL and no half of a character. */
const shortened = (source: string): string =>
  source.slice(0, 300).replaceAll("\0", "").toWellFormed();

/** APPNOTE.TXT §4.3.7: the signature of a local file header. */
const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 4).equals(Buffer.from("PK\x03\x04"));

async function filesIn(bytes: Buffer): Promise<BulkInput | BulkFault> {
  const files = await openZip(bytes);
  return typeof files === "string"
    ? files
    : { kind: "zip", sources: files.map(({ name }) => name) };
}

/** Bytes of a list at most: 2,000 links of any length take a tenth. */
const LARGEST_LIST = 2 * 1024 * 1024;

async function rowsIn(bytes: Buffer): Promise<BulkInput | BulkFault> {
  if (bytes.length > LARGEST_LIST) return "too-many-rows";
  const text = decode(bytes);
  // No list has one: this is some other file.
  if (text.includes("\0")) return "not-a-list";
  const { parse } = await import("csv-parse/sync");
  try {
    const table: string[][] = parse(text, {
      bom: true,
      delimiter: [";", ",", "\t"],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: 100_000,
    });
    return { kind: "csv", sources: sourcesOf(table) };
  } catch {
    return "not-a-list";
  }
}

/** Spreadsheets write UTF-8, or else what Windows has written since before it. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
