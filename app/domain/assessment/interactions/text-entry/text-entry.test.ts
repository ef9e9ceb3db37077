import { expect, test } from "vitest";
import { SAMPLES } from "#tests/factories/items.ts";
import { textEntry as rules } from "./text-entry.ts";

const { item } = SAMPLES["text-entry"];
const withTexts = (...texts: { text: string; score: number }[]) => ({
  ...item,
  response: {
    ...item.response,
    texts: texts.map((text) => ({ ...text, feedback: `Sobre ${text.text}` })),
  },
});

test("what was typed is worth what its key says", () => {
  const some = withTexts({ text: "diámetro", score: 1 }, { text: "di*metro", score: 0.5 });
  const typed = ["diámetro", "DIAMETRO", "di metro", "radio", " "];
  expect(typed.map((text) => rules.score(some, [text]))).toEqual([1, 1, 0.5, 0, 0]);
});

test("two texts are worth nothing", () => {
  expect(rules.score(item, ["diámetro", "radio"])).toBe(0);
});

test("a wrong text that was foreseen is explained, and no other", () => {
  expect(rules.feedback?.(item, ["radio menor"])).toEqual({
    entry: "El radio llega hasta el centro.",
  });
  expect(rules.feedback?.(item, ["cuerda"])).toEqual({});
});

test("some text needs to be worth all", () => {
  expect(rules.problem(item)).toBeNull();
  expect(rules.problem(withTexts({ text: "a", score: 0.5 }))).toBe("no-key");
  expect(rules.problem(withTexts({ text: " ", score: 1 }))).toBe("no-key");
});
