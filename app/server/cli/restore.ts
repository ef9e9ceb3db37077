import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Config, readConfig } from "../config.ts";
import { migrateToLatest } from "../migrate.ts";
import { openArchive } from "./archive/file.ts";
import { openKeys, refuseOtherKeys, type Sealed, writeKeys } from "./archive/keys.ts";
import { load } from "./archive/load.ts";
import { passphraseFor } from "./archive/passphrase.ts";
import { BrokenArchive } from "./archive/records.ts";
import { Refusal, say, UsageError } from "./command.ts";
import { withDatabaseUrl } from "./with-database.ts";

/**
 * Loads a backup into an empty database, all or nothing, and verifies it.
 * A backup of an earlier version is brought to this one afterwards.
 * `--with-keys` also writes the key files that it holds.
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
  if (!existsSync(file)) throw new Refusal(`There is no file ${file}`);
  const config = readConfig();
  const passphrase = values["with-keys"] ? await passphraseFor(config, false) : null;

  await withDatabaseUrl(config, (url) => restore(config, url, file, passphrase)).catch((error) => {
    if (error instanceof BrokenArchive) throw new Refusal(`${file}: ${error.message}`);
    throw error;
  });
  say("Restored.");
  return 0;
}

async function restore(config: Config, url: string, file: string, passphrase: string | null) {
  const { reader, header } = await openArchive(file);
  say(`Backup of ${header.createdAt}, ${header.tables.length} tables`);
  await load(url, header, reader, (keys) => keysIn(config, keys, passphrase), say);
  await migrateToLatest(url);
}

/** Writes the keys before the rows are committed, so that a wrong passphrase restores nothing. */
function keysIn(config: Config, keys: Sealed | null, passphrase: string | null): void {
  if (passphrase === null) {
    if (keys) say("The backup holds keys: --with-keys restores them too");
    return;
  }
  if (!keys) throw new Refusal("The backup holds no keys: restore it without --with-keys");
  const files = openKeys(keys, passphrase);
  refuseOtherKeys(config, files);
  for (const file of writeKeys(config, files)) say(`Key: ${file}`);
}
