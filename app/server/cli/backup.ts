import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { migrateToLatest } from "../migrate.ts";
import { dumpToFile } from "./archive/file.ts";
import { sealKeys } from "./archive/keys.ts";
import { passphraseFor } from "./archive/passphrase.ts";
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
    const totals = await dumpToFile(url, file, keys?.sealed ?? null, say);
    const rows = totals.reduce((sum, table) => sum + table.rows, 0);
    say(`${rows} rows of ${totals.length} tables`);
  });
  say(
    keys
      ? `Keys, encrypted: ${keys.names.join(", ") || "none found"}`
      : "Without keys (--with-keys): second factors and the issuer's signature need the files of DATA_DIR.",
  );
  if (config.sessionSecret !== null) {
    say(
      "SESSION_SECRET comes from the environment and is NOT in this file: keep it elsewhere too. " +
        "Without the same one, nobody's second factor works after a restore.",
    );
  }
  say(`Written: ${file}`);
  return 0;
}
