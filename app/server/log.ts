import { type DestinationStream, type Logger, type LoggerOptions, pino } from "pino";
import { loggedError } from "./logged-error.ts";

export type { Logger };

/**
 * A logger of JSON lines on stdout, or to what is given. Lines carry codes and ids; the fields
 * that could hold somebody's secret are removed if a mistake brings them.
 */
export function createLogger(level: string, name: string, to?: DestinationStream): Logger {
  const options: LoggerOptions = {
    name,
    hooks: {
      // Not a serializer: pino takes the line's own message from the error before it.
      logMethod(args: unknown[], method) {
        const [first, ...rest] = args;
        const fields = first instanceof Error ? { err: first } : (first as { err?: unknown });
        const given =
          fields?.err instanceof Error ? { ...fields, err: loggedError(fields.err) } : first;
        method.apply(this, [given, ...rest] as Parameters<typeof method>);
      },
    },
    // Pino's own would read it again as an error.
    serializers: { err: (given: unknown) => given },
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
  };
  return to ? pino(options, to) : pino(options);
}
