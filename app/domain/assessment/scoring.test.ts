import { describe, expect, test } from "vitest";
import { readBank } from "#app/domain/banks/bank.ts";
import type { AssessmentItem } from "./item.ts";
import { isResponse, scoreAttempt, scoreItem, toRestudy } from "./scoring.ts";

function item(body: string, objective = "o-1", id = "q"): AssessmentItem {
  const text = `// [id:${id}] [tag:objetivo:${objective}]\n::q::¿Qué? ${body}`;
  const [read] = readBank(text, "b.gift").items;
  if (!read) throw new Error(JSON.stringify(readBank(text, "b.gift").problems));
  return read;
}

describe("the score of an item (QTI 3 map response)", () => {
  const several = item("{~%50%a ~%50%b ~%-50%c ~%-50%d ~%-50%e}");
  test.each([
    [[], 0],
    [["a"], 0.5],
    [["a", "b"], 1],
    [["a", "b", "c"], 0.5],
    [["a", "c"], 0],
    [["c", "d"], 0],
    [["a", "b", "c", "d", "e"], 0],
    [["a", "a"], 0.5],
  ])("of two right among five, taking %j is worth %d", (response, score) => {
    expect(scoreItem(several, response)).toBe(score);
  });

  test("three thirds are one", () => {
    const thirds = item("{~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-50%d}");
    expect(scoreItem(thirds, ["a", "b", "c"])).toBe(1);
  });

  test("a choice is right or wrong, and two choices are worth nothing", () => {
    const single = item("{=a ~b}");
    expect([["a"], ["b"], ["a", "b"], []].map((taken) => scoreItem(single, taken))).toEqual([
      1, 0, 0, 0,
    ]);
  });

  test("a choice may be worth a part", () => {
    expect(scoreItem(item("{=a ~%50%b ~c}"), ["b"])).toBe(0.5);
  });
});

describe("a response", () => {
  test("has known choices, none twice, and no more than the item takes", () => {
    const single = item("{=a ~b}");
    expect(isResponse(single, ["b"])).toBe(true);
    for (const wrong of [[], ["z"], ["a", "b"], ["constructor"]])
      expect(isResponse(single, wrong)).toBe(false);
    expect(isResponse(item("{~%100%a ~%-100%b}"), ["a", "a"])).toBe(false);
  });
});

describe("the score of an attempt", () => {
  const items = Array.from({ length: 10 }, (_, index) =>
    item("{=a ~b}", index < 5 ? "o-1" : "o-2", `q${index}`),
  );
  const right = (count: number) => new Map(items.slice(0, count).map(({ id }) => [id, ["a"]]));

  test("7 of 10 reach 70 %, and 6 do not", () => {
    expect(scoreAttempt(items, right(7), 0.7)).toMatchObject({ score: 0.7, passed: true });
    expect(scoreAttempt(items, right(6), 0.7)).toMatchObject({ score: 0.6, passed: false });
  });

  test("what to study again are the objectives below the pass mark", () => {
    const { objectives } = scoreAttempt(items, right(7), 0.7);
    expect(objectives).toEqual([
      { objective: "o-1", asked: 5, points: 5 },
      { objective: "o-2", asked: 5, points: 2 },
    ]);
    expect(toRestudy(objectives, 0.7)).toEqual(["o-2"]);
  });

  test("nothing answered is zero", () => {
    expect(scoreAttempt(items, new Map(), 0.7)).toMatchObject({ score: 0, passed: false });
  });
});
