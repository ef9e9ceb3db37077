import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";

/** How long a database that does not answer is waited for, in milliseconds. */
const patience = 30_000;

/**
 * Resolves when the database at `url` answers. One that is down is waited for;
 * one that refuses (password, name, rights) is not. Throws with the reason and
 * the address, never with the password.
 */
export async function untilReachable(url: string, log: (line: string) => void): Promise<void> {
  for (const until = Date.now() + patience; ; ) {
    const failure = await whyUnreachable(url);
    if (!failure) return;
    const reason = `The database at ${withoutPassword(url)} does not answer: ${failure.reason}`;
    if (failure.final || Date.now() > until) throw new Error(reason);
    log(`${reason}. Trying again.`);
    await pause(2000);
  }
}

/** Why the database at `url` cannot be used; null when it answers. `final` = waiting will not help. */
async function whyUnreachable(url: string): Promise<{ reason: string; final: boolean } | null> {
  const client = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await client`select 1`;
    return null;
  } catch (error) {
    const { code = "", message } = error as { code?: string; message: string };
    // Class 28: wrong password; 3D: no such database; 42: no right to connect.
    return { reason: message || code, final: /^(28|3D|42)/.test(code) || code === "ENOTFOUND" };
  } finally {
    await client.end({ timeout: 1 });
  }
}

/** The address as it may be shown and logged. */
export function withoutPassword(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || 5432}${pathname}`;
}
