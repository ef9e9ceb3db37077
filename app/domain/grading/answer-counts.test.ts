import { expect, test } from "vitest";
import type { InteractionName } from "#app/domain/assessment/item.ts";
import { SAMPLES } from "#tests/factories/items.ts";
import { answerCounts } from "./answer-counts.ts";

const counted = (interaction: InteractionName, ...given: [string[], number][]) =>
  answerCounts(
    SAMPLES[interaction].item,
    given.map(([response, count]) => ({ response, count })),
  );

test("every choice is counted, also the one that nobody took", () => {
  expect(counted("choice", [["b"], 4], [["a"], 1], [[], 2])).toEqual([
    { part: "a", count: 1, right: false },
    { part: "b", count: 4, right: true },
    { part: "c", count: 0, right: false },
  ]);
});

test("of several choices each one is counted by itself", () => {
  expect(counted("multiple-response", [["a", "c"], 3], [["a", "b"], 2])).toEqual([
    { part: "a", count: 5, right: true },
    { part: "b", count: 2, right: false },
    { part: "c", count: 3, right: true },
  ]);
});

test("of what is typed the most frequent comes first, and the key says which it takes", () => {
  const [right = ""] = SAMPLES["text-entry"].right;
  expect(counted("text-entry", [[right], 1], [["otra cosa"], 3])).toEqual([
    { part: "otra cosa", count: 3, right: false },
    { part: right, count: 1, right: true },
  ]);
});

test("a number is counted with its unit", () => {
  const { right } = SAMPLES.numeric;
  expect(counted("numeric", [right, 2])).toEqual([
    { part: right.join(" "), count: 2, right: true },
  ]);
});

for (const interaction of ["match", "order", "inline-choice"] as const) {
  test(`of ${interaction} each pair is counted by itself, and those of the key are right`, () => {
    const { right } = SAMPLES[interaction];
    const counts = counted(interaction, [right, 2], [right.slice(0, 1), 5]);
    const of = (part: string | undefined) => counts.find((row) => row.part === part);
    expect(of(right[0])).toMatchObject({ count: 7, right: true });
    for (const part of right.slice(1)) expect(of(part)).toMatchObject({ count: 2, right: true });
    expect(counts.filter((row) => row.right).length).toBe(right.length);
  });
}

test("what a person marks is not counted", () => {
  expect(counted("extended-text", [["Lo que cada quien escribió"], 1])).toEqual([]);
});
