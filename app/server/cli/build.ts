import { parseArgs } from "node:util";
import { buildIfNeeded } from "../build.ts";
import { say } from "./command.ts";

/** Builds if anything changed; `--force` builds anyway. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { force: { type: "boolean", default: false } } });
  const outcome = await buildIfNeeded(say, values);
  say(outcome === "built" ? "Built." : "Nothing changed since the last build.");
  return 0;
}
