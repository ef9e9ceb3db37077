import { expect, test } from "vitest";
import { fileName } from "./file-name.ts";

test.each([
  ["plan de obras.pdf", "plan de obras.pdf"],
  ["C:\\Users\\ana\\plan.pdf", "plan.pdf"],
  ["../../etc/passwd", "passwd"],
  ["  un \n plan.pdf ", "un plan.pdf"],
  ["\u202efdp.exe\u200b", "fdp.exe"],
  ["Kʼicheʼ, ñandú.odt", "Kʼicheʼ, ñandú.odt"],
  ["..", ".."],
  ["", "archivo"],
  ["/", "archivo"],
  ["\ud800.pdf", ".pdf"],
])("%j is kept as %j", (given, kept) => {
  expect(fileName(given)).toBe(kept);
});

test("a long name is cut before its ending", () => {
  const name = fileName(`${"á".repeat(500)}.docx`);
  expect(name).toHaveLength(120);
  expect(name).toMatch(/á\.docx$/);
});

test("a hostile name takes no time", () => {
  const start = performance.now();
  for (const piece of ["/", "\\", " ", ".", "a.", "\u200b"]) fileName(piece.repeat(200_000));
  expect(performance.now() - start).toBeLessThan(1000);
});
