import { type Logger, pino } from "pino";

export type { Logger };

/**
 * A logger of JSON lines on stdout. Lines carry codes and ids; the fields
 * that could hold somebody's secret are removed if a mistake brings them.
 */
export function createLogger(level: string, name: string): Logger {
  return pino({
    name,
    level,
    base: { process: process.pid },
    redact: {
      paths: [
        "password",
        "token",
        "cookie",
        "email",
        "*.password",
        "*.token",
        "*.cookie",
        "*.email",
      ],
      remove: true,
    },
  });
}
