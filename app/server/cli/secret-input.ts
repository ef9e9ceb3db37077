import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/** A secret from standard input: asked and typed unseen at a terminal, else its first line. */
export async function readSecret(question: string): Promise<string> {
  if (process.stdin.isTTY) return askUnseen(question);
  for await (const line of createInterface({ input: process.stdin })) return line;
  return "";
}

/** Asks at the terminal; what is typed does not show. */
export async function askUnseen(question: string): Promise<string> {
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
