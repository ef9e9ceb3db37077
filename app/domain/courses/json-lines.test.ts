import { describe, expect, test } from "vitest";
import { jsonLines, lineOf, lineOfSyntaxError } from "./json-lines.ts";

const text = `{
  "title": "a, {b}: \\"c\\"",
  "modules": [
    { "id": "uno" },
    {
      "id": "dos",
      "lessons": [1,
        2]
    }
  ]
}`;

describe("the line of a value", () => {
  const lines = jsonLines(text);
  test.each<[PropertyKey[], number]>([
    [["title"], 2],
    [["modules", 0, "id"], 4],
    [["modules", 1], 5],
    [["modules", 1, "id"], 6],
    [["modules", 1, "lessons", 1], 8],
    [["modules", 1, "missing"], 5],
    [["nothing"], 1],
  ])("at %j is %i", (path, line) => {
    expect(lineOf(lines, path)).toBe(line);
  });
});

describe("the line of a syntax error", () => {
  const lineFor = (broken: string) => {
    try {
      JSON.parse(broken);
    } catch (error) {
      return lineOfSyntaxError(broken, error);
    }
  };
  test("is where the text stops making sense", () => {
    expect(lineFor('{\n  "a": 1\n  "b": 2\n}')).toBe(3);
  });
  test("is the last one when the text ends too soon", () => {
    expect(lineFor('{\n  "a": [1,\n')).toBeGreaterThanOrEqual(2);
  });
});
