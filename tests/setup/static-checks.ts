import type { Step } from "./steps.ts";

/** What is true of the code and the content without running them. */
export const staticChecks: readonly Step[] = [
  { name: "types", command: "tsc", args: ["--noEmit", "-p", "."] },
  { name: "lint and format", command: "biome", args: ["check", "--error-on-warnings", "."] },
  {
    name: "boundaries",
    command: "depcruise",
    args: ["--config", ".dependency-cruiser.js", "app", "db"],
  },
  { name: "unused code", command: "knip", args: [] },
  { name: "content", command: process.execPath, args: ["app/cli.ts", "content:check"] },
];
