import { expect, test } from "vitest";
import { choice, SAMPLES } from "#tests/factories/items.ts";
import { inlineChoice as rules } from "./inline-choice.ts";

const { item, right } = SAMPLES["inline-choice"];

test("each gap adds its share, chosen or typed", () => {
  expect(rules.score(item, right)).toBe(1);
  expect(rules.score(item, ["g1 este", "g2 este", "g3 ALTO"])).toBe(0.666667);
  expect(rules.score(item, ["g3 bajo"])).toBe(0);
});

test("where all are needed, a part is worth nothing", () => {
  const whole = { ...item, response: { ...item.response, whole: true } };
  expect(rules.score(whole, right.slice(1))).toBe(0);
  expect(rules.score(whole, right)).toBe(1);
});

test("a typed gap takes texts with spaces, and no choice by its name", () => {
  const texts = [{ gap: "g3", text: "muy alto", score: 1 / 3, feedback: null }];
  const spaced = { ...item, response: { ...item.response, texts } };
  expect(rules.score(spaced, ["g3 muy  alto"])).toBe(0.333333);
  expect(rules.feedback?.(spaced, ["g3 este"])).toEqual({});
});

test("a chosen gap takes its own choices only", () => {
  const gaps = [{ id: "g1", choices: ["oeste"] }, ...(item.gaps?.slice(1) ?? [])];
  expect(rules.score({ ...item, gaps }, ["g1 este"])).toBe(0);
  expect(rules.score(item, ["g1 alto"])).toBe(0);
});

test("the choice taken in a gap, or the text typed, explains itself there", () => {
  expect(rules.feedback?.(item, ["g1 oeste", "g3 alto"])).toEqual({
    g1: "Porque oeste",
    g3: "El cenit.",
  });
});

test("each gap stands once in the text and has a key, and the keys add up", () => {
  const problem = (change: object) => rules.problem({ ...item, ...change });
  expect(problem({})).toBeNull();
  expect(problem({ gaps: [] })).toBe("no-gap");
  expect(problem({ prompt: "Sin espacios" })).toBe("no-gap");
  expect(problem({ prompt: `${item.prompt} [[g1]]` })).toBe("no-gap");
  expect(problem({ choices: [choice("este"), choice("otro")] })).toBe("gap-without-key");
  expect(problem({ response: { ...item.response, texts: [] } })).toBe("gap-without-key");
  expect(problem({ choices: [choice("este", ""), choice("oeste")] })).toBe("empty-choice");
  const { mapping } = item.response;
  expect(problem({ response: { ...item.response, mapping: { ...mapping, "g1 este": 1 } } })).toBe(
    "bad-weights",
  );
});
