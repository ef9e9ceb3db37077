import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "#app/server/config.ts";

/**
 * The last checkpoint of the log in the data folder, outside the database: with it this machine
 * notices that an old copy of the database was put back, and signs no second history.
 */
export function keptCheckpoint(config: Config) {
  const file = join(config.dataDir, "log-checkpoint");
  return {
    read: (): string | null => (existsSync(file) ? readFileSync(file, "utf8") : null),
    write(note: string): void {
      mkdirSync(config.dataDir, { recursive: true });
      const draft = `${file}.${process.pid}`;
      writeFileSync(draft, note, { mode: 0o600 });
      renameSync(draft, file);
    },
  };
}
