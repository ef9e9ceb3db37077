import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import type { Config } from "../../config.ts";
import { Refusal } from "../command.ts";

const shortest = 12;

/** The passphrase of CABILDO_BACKUP_PASSPHRASE, else asked at the terminal, unseen; `twice` for a new one. */
export async function passphraseFor(config: Config, twice: boolean): Promise<string> {
  if (config.backupPassphrase) return config.backupPassphrase;
  if (!process.stdin.isTTY) {
    throw new Refusal("Keys need a passphrase: set CABILDO_BACKUP_PASSPHRASE or use a terminal");
  }
  const first = await ask("Passphrase: ");
  if (first.length < shortest) throw new Refusal(`At least ${shortest} characters, please`);
  if (twice && (await ask("Again: ")) !== first) throw new Refusal("The two differ");
  return first;
}

async function ask(question: string): Promise<string> {
  process.stdout.write(question);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: unseen, terminal: true });
  try {
    return await terminal.question("");
  } finally {
    terminal.close();
    process.stdout.write("\n");
  }
}
