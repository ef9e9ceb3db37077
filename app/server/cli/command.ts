/** What each file of this folder that is a command exports. */
export interface Command {
  /** Does it with the words after its name; answers the exit code. */
  run(args: string[]): Promise<number>;
}

/** Words that a command does not understand; the message says which and why. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** A refusal with a reason that the operator can act on; shown without a stack. */
export class Refusal extends Error {
  override name = "Refusal";
}

/** Where the operator reads what goes on. */
export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
