/** What may be written of an error: where it happened and its kind, not whose data it was. */
export interface LoggedError {
  type: string;
  code?: string;
  /** Constraint of the database that refused. */
  constraint?: string;
  message: string;
  /** Frames only: the first line of a stack repeats the message. */
  stack: string;
  cause?: LoggedError;
}

const ADDRESS = /[^\s<>"'`(),;:]+@[^\s<>"'`(),;:]+/g;

/**
 * An error as it goes to the log or stays with a failed job. Those of the database
 * carry the values of the query (in `params`, `parameters` and `detail`, and at the end
 * of the message), and those of mail the addresses: neither is copied.
 */
export function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: "not an error", stack: "" };
  const { code, constraint_name: constraint } = error as {
    code?: unknown;
    constraint_name?: unknown;
  };
  return {
    type: error.constructor.name,
    ...(code !== undefined && { code: String(code) }),
    ...(constraint !== undefined && { constraint: String(constraint) }),
    message: messageOf(error),
    stack: framesOf(error),
    ...(error.cause instanceof Error && { cause: loggedError(error.cause) }),
  };
}

/** The same as an error, for a queue that keeps the message of what it catches. */
export function withoutData(error: unknown): Error {
  const { message, stack, code, cause } = loggedError(error);
  const innermost = cause ? `${message} (${cause.code ?? cause.type}: ${cause.message})` : message;
  const plain = Object.assign(new Error(innermost), code !== undefined && { code });
  plain.stack = `${innermost}\n${stack}`;
  return plain;
}

function messageOf(error: Error & { code?: unknown; query?: unknown; params?: unknown }): string {
  if ("params" in error && "query" in error) return `Failed query: ${error.query}`;
  // Class 22, data exceptions, quotes the datum. https://www.postgresql.org/docs/current/errcodes-appendix.html
  if (error.name === "PostgresError" && String(error.code).startsWith("22")) {
    return "a value that the database does not take";
  }
  return error.message.replace(ADDRESS, "(address)");
}

const framesOf = ({ stack = "" }: Error): string =>
  stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
