import { describe, expect, test } from "vitest";
import { readBank } from "#app/domain/banks/bank.ts";
import type { AssessmentItem } from "./item.ts";
import {
  isResponse,
  objectiveLevel,
  scoreAttempt,
  scoreItem,
  shareOfPoints,
  toRestudy,
  waitingForMarks,
} from "./scoring.ts";

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

describe("what a person marks", () => {
  const essay: AssessmentItem = {
    ...item("{=a ~b}", "o-2", "essay"),
    interaction: "extended-text",
  };
  const items = [item("{=a ~b}", "o-1", "q"), essay];
  const written = new Map([
    ["q", ["a"]],
    ["essay", ["Mi informe."]],
  ]);

  test("waits while nobody has marked it, and a blank one waits for nobody", () => {
    expect(waitingForMarks(items, written, new Map())).toEqual([essay]);
    expect(waitingForMarks(items, written, new Map([["essay", 0]]))).toEqual([]);
    expect(waitingForMarks(items, new Map([["essay", []]]), new Map())).toEqual([]);
  });

  test("is worth what its mark says, and nothing where it was left blank", () => {
    const marked = new Map([["essay", 0.5]]);
    expect(scoreAttempt(items, written, 0.7, marked)).toMatchObject({ score: 0.75, passed: true });
    const blank = new Map([["q", ["a"]]]);
    expect(scoreAttempt(items, blank, 0.7, marked)).toMatchObject({ score: 0.5, passed: false });
  });

  test("comes to the share of the most points that its rubric gives", () => {
    const levels = [0, 1, 3].map((points) => ({ points, text: `${points}` }));
    const rubric = { criteria: ["a", "b"].map((id) => ({ id, text: id, levels })) };
    expect(shareOfPoints(rubric, { a: 3, b: 1 })).toBe(0.666667);
    expect(shareOfPoints(rubric, { a: 3, b: 3, z: 9 })).toBe(1);
  });
});

test("an objective is told in three words, by the pass mark and by half of it", () => {
  const level = (points: number) => objectiveLevel({ objective: "o", asked: 20, points }, 0.7);
  expect([14, 13, 7, 6].map(level)).toEqual(["reached", "close", "close", "far"]);
});

test("an exam of which every question was dropped is passed by nobody", () => {
  expect(scoreAttempt([], new Map(), 0.01)).toEqual({ score: 0, passed: false, objectives: [] });
});
