import { describe, expect, test } from "vitest";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { scoreItem } from "#app/domain/assessment/scoring.ts";
import { rekeyed } from "./rekey.ts";

const item = (more: Partial<AssessmentItem>): AssessmentItem => ({
  ...{ id: "i", title: "I", interaction: "choice", prompt: "¿Cuál?" },
  choices: ["a", "b", "c"].map((id) => ({ id, text: `Opción ${id}`, feedback: null })),
  response: { correct: ["a"], mapping: { a: 1, b: 0.5 } },
  ...{ feedback: null, objective: "o", difficulty: "media", countries: [], uses: ["exam"] },
  ...more,
});
const worth = (one: AssessmentItem | null, ...response: string[]) =>
  one && scoreItem(one, response);

describe("a choice", () => {
  test("is right instead: only that one is worth anything", () => {
    const replaced = rekeyed(item({}), { kind: "choice", choice: "c", beside: false });
    expect(["a", "b", "c"].map((choice) => worth(replaced, choice))).toEqual([0, 0, 1]);
  });

  test("is right as well: the key and what was worth a part stay", () => {
    const replaced = rekeyed(item({}), { kind: "choice", choice: "c", beside: true });
    expect(["a", "b", "c"].map((choice) => worth(replaced, choice))).toEqual([1, 0.5, 1]);
  });

  test("that the item does not have is no key", () => {
    expect(rekeyed(item({}), { kind: "choice", choice: "z", beside: true })).toBeNull();
    expect(rekeyed(item({}), { kind: "typed", text: "c" })).toBeNull();
  });
});

test("several choices share the score, and marking all of them gains nothing", () => {
  const several = item({ interaction: "multiple-response" });
  const replaced = rekeyed(several, { kind: "choices", choices: ["b", "c"] });
  expect(worth(replaced, "b", "c")).toBe(1);
  expect(worth(replaced, "b")).toBe(0.5);
  expect(worth(replaced, "a", "b", "c")).toBe(0.5);
  expect(rekeyed(several, { kind: "choices", choices: [] })).toBeNull();
});

test("a text is accepted as well, and an asterisk in it stands for itself", () => {
  const texts = [{ text: "acta", score: 1, feedback: null }];
  const typed = item({
    ...{ interaction: "text-entry", choices: [], response: { correct: [], mapping: {}, texts } },
  });
  const replaced = rekeyed(typed, { kind: "typed", text: "minuta*" });
  expect(["acta", "Minuta*", "minutas"].map((text) => worth(replaced, text))).toEqual([1, 1, 0]);
});

test("a number is accepted as well", () => {
  const numbers = [{ from: 1, to: 1, score: 1, feedback: null }];
  const typed = item({
    ...{ interaction: "numeric", choices: [], response: { correct: [], mapping: {}, numbers } },
  });
  const replaced = rekeyed(typed, { kind: "typed", text: "2,5" });
  expect(["1", "2.5", "2"].map((text) => worth(replaced, text))).toEqual([1, 1, 0]);
  expect(rekeyed(typed, { kind: "typed", text: "dos" })).toBeNull();
});
