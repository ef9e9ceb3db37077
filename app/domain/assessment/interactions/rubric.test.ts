import { describe, expect, test } from "vitest";
import { SAMPLES } from "#tests/factories/items.ts";
import type { Rubric } from "../item.ts";
import { itemProblem } from "../item-problem.ts";
import { isHumanScored, scoreItem } from "../scoring.ts";
import { mostPoints } from "./rubric.ts";

const kinds = ["extended-text", "file-upload"] as const;

describe.each(kinds)("%s", (kind) => {
  const { item } = SAMPLES[kind];

  test("is marked by a person, and a machine gives it nothing", () => {
    expect(isHumanScored(item)).toBe(true);
    expect(scoreItem(item, ["Lo que sea"])).toBe(0);
  });

  test("is asked in exams only", () => {
    expect(itemProblem({ ...item, uses: ["exam", "lesson"] })).toBe("marked-by-a-person");
    expect(itemProblem({ ...item, uses: ["review"] })).toBe("marked-by-a-person");
  });

  test.each<[string, Rubric | undefined]>([
    ["none", undefined],
    ["no criteria", { criteria: [] }],
    ["a criterion without levels", { criteria: [{ id: "a", text: "A", levels: [] }] }],
    ["nothing to win", { criteria: [{ id: "a", text: "A", levels: [{ points: 0, text: "" }] }] }],
    [
      "points below zero",
      {
        criteria: [{ id: "a", text: "A", levels: [-1, 2].map((points) => ({ points, text: "" })) }],
      },
    ],
    [
      "two criteria of one name",
      {
        criteria: ["A", "B"].map((text) => ({
          ...{ id: "a", text },
          levels: [{ points: 1, text: "" }],
        })),
      },
    ],
  ])("is refused a rubric of %s", (_, rubric) => {
    const { rubric: own, ...bare } = item;
    expect(itemProblem(rubric ? { ...bare, rubric } : bare)).toBe("no-rubric");
    expect(mostPoints(own ?? { criteria: [] })).toBe(2);
  });
});

test("what may be sent is said, and has limits that can be", () => {
  const { item } = SAMPLES["file-upload"];
  const files = { most: 2, bytes: 1000, mediaTypes: ["application/pdf"] };
  expect(itemProblem({ ...item, entry: { files } })).toBeNull();
  for (const wrong of [
    {},
    { files: { ...files, most: 0 } },
    { files: { ...files, most: 1000 } },
    { files: { ...files, bytes: 11 * 1024 * 1024 } },
    { files: { ...files, mediaTypes: [] } },
    { files: { ...files, mediaTypes: ["text/html"] } },
    { files: { ...files, mediaTypes: ["constructor"] } },
  ]) {
    expect(itemProblem({ ...item, entry: wrong }), JSON.stringify(wrong)).toBe("bad-entry");
  }
});

test("a text has a length that can be", () => {
  const { item } = SAMPLES["extended-text"];
  expect(itemProblem({ ...item, entry: { length: 20_000 } })).toBeNull();
  for (const length of [0, 2.5, 20_001, Number.NaN]) {
    expect(itemProblem({ ...item, entry: { length } })).toBe("bad-entry");
  }
});
