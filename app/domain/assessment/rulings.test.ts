import { expect, test } from "vitest";
import { withRulings } from "./rulings.ts";

const form = ["a", "b", "c"].map((hash) => ({ item: `item ${hash}`, hash }));

test("a form without rulings is scored as it was asked", () => {
  expect(withRulings(form, new Map())).toEqual(form);
  expect(withRulings(form, new Map([["z", { kind: "drop" }]]))).toEqual(form);
});

test("a dropped version leaves what was asked; a re-keyed one keeps its place and its item", () => {
  const rulings = new Map([
    ["a", { kind: "drop" }],
    ["c", { kind: "rekey", replacement: "c2" }],
  ] as const);
  expect(withRulings(form, rulings)).toEqual([
    { item: "item b", hash: "b" },
    { item: "item c", hash: "c2" },
  ]);
});

test("one ruling is applied and not a chain: the replacement's own ruling is about other forms", () => {
  const rulings = new Map([
    ["a", { kind: "rekey", replacement: "b" }],
    ["b", { kind: "drop" }],
  ] as const);
  expect(withRulings(form.slice(0, 1), rulings)).toEqual([{ item: "item a", hash: "b" }]);
});
