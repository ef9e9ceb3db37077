import { describe, expect, test } from "vitest";
import type { AssessmentItem } from "./item.ts";
import { reviewOf } from "./practice-review.ts";

const choice = (id: string, feedback: string | null = `por ${id}`) => ({
  id,
  text: `Texto ${id}`,
  feedback,
});
const item = (changes: Partial<AssessmentItem>): AssessmentItem => ({
  ...{ id: "i", title: "i", interaction: "choice", prompt: "¿Qué?", choices: [], feedback: null },
  ...{ objective: "o", difficulty: "media", countries: [], uses: ["lesson"] },
  response: { correct: [], mapping: {} },
  ...changes,
});

describe("a practised question", () => {
  test("explains every option, whatever was chosen, with the key and the idea", () => {
    const one = item({
      choices: [choice("a"), choice("b"), choice("c", null)],
      response: { correct: ["b"], mapping: { b: 1 } },
      feedback: "La idea",
    });
    expect(reviewOf(one, ["a"])).toMatchObject({
      verdict: "wrong",
      given: [{ of: null, text: "Texto a" }],
      correct: [{ of: null, text: "Texto b" }],
      why: [
        { of: "Texto a", text: "por a" },
        { of: "Texto b", text: "por b" },
      ],
      idea: "La idea",
    });
    expect(reviewOf(one, ["b"]).verdict).toBe("right");
    expect(reviewOf(one, [])).toMatchObject({ verdict: "blank", given: [] });
  });

  test("of several right ones, a part is partly right", () => {
    const several = item({
      interaction: "multiple-response",
      choices: [choice("a"), choice("b"), choice("c")],
      response: { correct: ["a", "b"], mapping: { a: 0.5, b: 0.5, c: -1 } },
    });
    expect(reviewOf(several, ["a"]).verdict).toBe("partly");
  });

  test("what is put in order is told in its order", () => {
    const order = item({
      interaction: "order",
      choices: [choice("a"), choice("b")],
      response: { correct: ["a 1", "b 2"], mapping: { "a 1": 0.5, "b 2": 0.5 } },
    });
    expect(reviewOf(order, ["a 2", "b 1"])).toMatchObject({
      given: [
        { of: "1", text: "Texto b" },
        { of: "2", text: "Texto a" },
      ],
      correct: [
        { of: "1", text: "Texto a" },
        { of: "2", text: "Texto b" },
      ],
    });
  });

  test("what is matched, with what", () => {
    const match = item({
      interaction: "match",
      sources: [choice("s"), choice("t")],
      choices: [choice("a"), choice("b")],
      response: { correct: ["s a", "t b"], mapping: { "s a": 0.5, "t b": 0.5 } },
    });
    expect(reviewOf(match, ["s a"])).toMatchObject({
      given: [{ of: "Texto s", text: "Texto a" }],
      why: [
        { of: "Texto s", text: "por s" },
        { of: "Texto t", text: "por t" },
      ],
    });
  });

  test("a gap has a number, in the text and in the key", () => {
    const cloze = item({
      interaction: "inline-choice",
      prompt: "La capital es [[g1]].",
      gaps: [{ id: "g1", choices: [] }],
      response: {
        correct: ["g1 Guatemala"],
        mapping: {},
        texts: [{ gap: "g1", text: "Guatemala", score: 1, feedback: "Así es" }],
      },
    });
    expect(reviewOf(cloze, ["g1 guatemala"])).toMatchObject({
      prompt: "La capital es ____ (1).",
      verdict: "right",
      given: [{ of: "1", text: "guatemala" }],
      why: [{ of: "1", text: "Así es" }],
    });
  });

  test("a number is told with its unit, as a range where it is one", () => {
    const numeric = item({
      interaction: "numeric",
      entry: { units: [{ name: "m", factor: 1 }] },
      response: {
        correct: [],
        mapping: {},
        numbers: [{ from: 4, to: 5, score: 1, feedback: null }],
      },
    });
    expect(reviewOf(numeric, ["4", "m"])).toMatchObject({
      verdict: "right",
      given: [{ of: null, text: "4 m" }],
      correct: [{ of: null, text: "4 – 5 m" }],
    });
  });
});
