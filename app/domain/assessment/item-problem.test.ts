import { expect, test } from "vitest";
import { choice, itemOf, keyOfParts, SAMPLES } from "#tests/factories/items.ts";
import { itemProblem } from "./item-problem.ts";

const { item } = SAMPLES.choice;

test("an exam's item names its objective, and every item asks something", () => {
  expect(itemProblem({ ...item, objective: null })).toBe("no-objective");
  expect(itemProblem({ ...item, objective: null, uses: ["lesson"] })).toBeNull();
  expect(itemProblem({ ...item, prompt: " \n" })).toBe("no-prompt");
});

test.each(["", "con espacio", "__proto__", "a[b]", "é", "-a", "x".repeat(65)])(
  "a part is not named %j",
  (id) => {
    const choices = [choice("a"), choice("b"), { ...choice("c"), id }];
    expect(itemProblem({ ...item, choices })).toBe("bad-part-id");
  },
);

test("no two parts share a name, whatever they are", () => {
  expect(itemProblem({ ...item, choices: [choice("b"), choice("b", "Otra")] })).toBe("bad-part-id");
  const { item: match } = SAMPLES.match;
  expect(itemProblem({ ...match, sources: [choice("s1"), choice("c1")] })).toBe("bad-part-id");
});

test("a key that the item cannot have, or that is not right, is none", () => {
  const of = (response: object) =>
    itemProblem({ ...item, response: { ...item.response, ...response } });
  expect(of({ mapping: { b: 1, z: 0.5 } })).toBe("no-key");
  expect(of({ mapping: { b: 1, a: Number.NaN } })).toBe("bad-weights");
  const order = SAMPLES.order.item;
  const twice = { ...order, response: keyOfParts("uno 1", "dos 1", "tres 3") };
  expect(itemProblem(twice)).toBe("no-key");
  const text = itemOf({
    interaction: "text-entry",
    response: {
      correct: ["otra cosa"],
      mapping: {},
      texts: [{ text: "agua", score: 1, feedback: null }],
    },
  });
  expect(itemProblem(text)).toBe("no-key");
  expect(itemProblem({ ...text, response: { ...text.response, correct: [] } })).toBeNull();
});

test("a text or a number is worth between nothing and all", () => {
  const { item: text } = SAMPLES["text-entry"];
  for (const score of [-0.1, 1.1, Number.NaN]) {
    const texts = [...(text.response.texts ?? []), { text: "x", score, feedback: null }];
    expect(itemProblem({ ...text, response: { ...text.response, texts } })).toBe("bad-weights");
  }
});
