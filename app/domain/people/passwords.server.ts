import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";

/** https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html: 19 MiB, 2, 1. */
const ARGON2ID = 2;
const COST = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What is stored of a password: Argon2id with its own salt and cost. */
export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(password.normalize("NFC"), COST));

/**
 * Whether the password is the one. With nothing stored it takes the same time and
 * answers no, so that who has an account cannot be told by the clock.
 */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword(crypto.randomUUID());
  const known = stored ?? (await nobody);
  const right = await inTurn(() => verify(known, password.normalize("NFC")));
  return right && stored !== null;
}

let nobody: Promise<string> | undefined;

/** Each hash holds 19 MiB and a core: one core stays for those who are already in. */
let free = Math.max(1, availableParallelism() - 1);
const waiting: Array<() => void> = [];

async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  if (free > 0) free -= 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }
}
