import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Published vectors, schemas and samples kept beside the project, not in it. The tests that
 * read them run where the folder is; where it is not, each says so in its name and passes.
 */
const FOLDER = "../shared/data/credentials";

export const sharedData = existsSync(FOLDER);

/** Says in a test's name whether what it reads is here. */
export const where = sharedData ? "" : " (not checked here: ../shared is absent)";

export const sharedText = (path: string): string => readFileSync(join(FOLDER, path), "utf8");

export const sharedJson = <Shape = Record<string, unknown>>(path: string): Shape =>
  JSON.parse(sharedText(path));

export const sharedNames = (path: string): string[] =>
  sharedData ? readdirSync(join(FOLDER, path)).sort() : [];
