import { relative } from "node:path";
import { expect, test } from "vitest";
import { lockFile, projectFolder } from "./build.ts";

test("the lock of a build outlives the folder that a build begins by removing", () => {
  expect(relative(projectFolder, lockFile)).not.toMatch(/^build\b/);
});
