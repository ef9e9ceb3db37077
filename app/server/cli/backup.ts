import { createWriteStream, existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { finished } from "node:stream/promises";
import { parseArgs } from "node:util";
import { createGzip } from "node:zlib";
import { readConfig } from "../config.ts";
import { migrateToLatest } from "../migrate.ts";
import { dump } from "./archive/dump.ts";
import { sealKeys } from "./archive/keys.ts";
import { passphraseFor } from "./archive/passphrase.ts";
import { RecordWriter } from "./archive/records.ts";
import { Refusal, say, UsageError } from "./command.ts";
import { withDatabaseUrl } from "./with-database.ts";

/**
 * Copies the whole database, as it is at one instant, into a new file that
 * only its owner can read. `--with-keys` adds the key files, encrypted.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { "with-keys": { type: "boolean", default: false } },
  });
  const [name, ...rest] = positionals;
  if (!name || rest.length > 0) throw new UsageError("Give the name of one file");
  const file = resolve(name);
  if (existsSync(file)) throw new Refusal(`${file} exists already: give another name`);
  const config = readConfig();
  const keys = values["with-keys"] ? sealKeys(config, await passphraseFor(config, true)) : null;

  await withDatabaseUrl(config, async (url) => {
    await migrateToLatest(url);
    await writeWhole(file, async (writer) => {
      const totals = await dump(url, writer, keys?.sealed ?? null, say);
      const rows = totals.reduce((sum, table) => sum + table.rows, 0);
      say(`${rows} rows of ${totals.length} tables`);
    });
  });
  say(
    keys
      ? `Keys, encrypted: ${keys.names.join(", ") || "none found"}`
      : "Without keys (--with-keys): second factors and the issuer's signature need the files of DATA_DIR.",
  );
  say(`Written: ${file}`);
  return 0;
}

/** A file that is there is whole: written under another name, flushed, and renamed. */
async function writeWhole(file: string, write: (writer: RecordWriter) => Promise<void>) {
  const partial = `${file}.${process.pid}.partial`;
  const output = createWriteStream(partial, { mode: 0o600, flush: true });
  const gzip = createGzip({ level: 5 });
  gzip.pipe(output);
  const written = finished(output);
  written.catch((error) => gzip.destroy(error));
  try {
    await Promise.race([write(new RecordWriter(gzip)), written]);
    gzip.end();
    await written;
    await rename(partial, file);
    await syncFolderOf(file);
  } catch (error) {
    gzip.destroy();
    output.destroy();
    await rm(partial, { force: true });
    throw error;
  }
}

async function syncFolderOf(file: string): Promise<void> {
  const folder = await open(resolve(file, ".."), "r");
  await folder.sync().finally(() => folder.close());
}
