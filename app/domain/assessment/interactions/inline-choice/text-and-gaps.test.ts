import { expect, test } from "vitest";
import { textAndGaps } from "./text-and-gaps.ts";

test("a text is cut at its gaps", () => {
  expect(textAndGaps("Sale por el [[g1]] y se pone por el [[g.2-b]].", ["g1", "g.2-b"])).toEqual([
    { text: "Sale por el ", gap: "g1" },
    { text: " y se pone por el ", gap: "g.2-b" },
    { text: ".", gap: null },
  ]);
});

test("brackets that name no gap are text", () => {
  expect(textAndGaps("[[a]] [b] [[c]][[", ["c"])).toEqual([
    { text: "[[a]] [b] ", gap: "c" },
    { text: "[[", gap: null },
  ]);
});
