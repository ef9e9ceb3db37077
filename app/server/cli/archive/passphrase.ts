import type { Config } from "../../config.ts";
import { Refusal } from "../command.ts";
import { askUnseen } from "../secret-input.ts";

const shortest = 12;

/** The passphrase of CABILDO_BACKUP_PASSPHRASE, else asked at the terminal, unseen; `twice` for a new one. */
export async function passphraseFor(config: Config, twice: boolean): Promise<string> {
  if (config.backupPassphrase) return config.backupPassphrase;
  if (!process.stdin.isTTY) {
    throw new Refusal("Keys need a passphrase: set CABILDO_BACKUP_PASSPHRASE or use a terminal");
  }
  const first = await askUnseen("Passphrase: ");
  if (first.length < shortest) throw new Refusal(`At least ${shortest} characters, please`);
  if (twice && (await askUnseen("Again: ")) !== first) throw new Refusal("The two differ");
  return first;
}
