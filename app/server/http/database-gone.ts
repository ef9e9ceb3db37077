/** Name under which a request remembers that the database could not be asked. */
export const DATABASE_GONE = "server.database-gone";

const CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EPIPE",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  // Postgres: admin_shutdown, crash_shutdown, cannot_connect_now, too_many_connections, disk_full.
  "57P01",
  "57P02",
  "57P03",
  "53300",
  "53100",
]);

/** Whether an error says that the database is away or full, so that trying again makes sense. */
export function isDatabaseGone(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (CODES.has(String((at as NodeJS.ErrnoException).code))) return true;
  }
  return false;
}
