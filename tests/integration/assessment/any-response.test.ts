import { describe, expect, test } from "vitest";
import { checkState } from "#app/domain/assessment/check-state.ts";
import { interactions } from "#app/domain/assessment/interactions/registry.ts";
import { INTERACTIONS } from "#app/domain/assessment/item.ts";
import { itemProblem } from "#app/domain/assessment/item-problem.ts";
import { toCheckView, toQuestionView } from "#app/domain/assessment/item-view.ts";
import {
  isHumanScored,
  isResponse,
  partsTaken,
  scoreItem,
} from "#app/domain/assessment/scoring.ts";
import { drawnItem, SAMPLES } from "#tests/factories/items.ts";
import { dice } from "#tests/factories/seed.ts";

const seed = Number(process.env.SEED ?? Date.now() % 2147483647);
const ROUNDS = 300;

/** What nobody should send. */
const JUNK = [
  ...["", " ", "  \n ", "constructor", "__proto__", "toString x", "constructor constructor"],
  ...["*", "\\*", "1e999", "-", ".", ",,,,", "1.2.3", "NaN", "Infinity", "0x10", "\u0000", "😀"],
  ...["a".repeat(40_000), " ".repeat(40_000), "1,".repeat(20_000), "*".repeat(5000)],
  "\ud800",
];

describe(`of any item, whatever is answered (SEED=${seed})`, () => {
  test.each(INTERACTIONS)("%s", (interaction) => {
    const random = dice(seed);
    const below = (limit: number) => Math.floor(random() * limit);
    for (let round = 0; round < ROUNDS; round += 1) {
      const say = `SEED=${seed} round ${round}`;
      const item = drawnItem(interaction, random);
      const { correct } = item.response;
      expect(itemProblem(item), say).toBeNull();
      expect(scoreItem(item, []), say).toBe(0);
      if (!isHumanScored(item)) {
        expect(isResponse(item, correct), say).toBe(true);
        expect(scoreItem(item, correct), say).toBe(1);
        expect(scoreItem(item, correct.toReversed()), say).toBe(1);
      }
      const known = partsOf(item);
      const parts = Array.from({ length: below(8) }, () =>
        random() < 0.7 && known.length > 0 ? known[below(known.length)] : JUNK[below(JUNK.length)],
      ).map(String);
      const score = scoreItem(item, parts);
      expect(score >= 0 && score <= 1, `${say}: ${score} for ${JSON.stringify(parts)}`).toBe(true);
      expect(partsTaken(item, parts).length, say).toBeLessThanOrEqual(parts.length);
      const { feedback } = checkState(item, { response: parts, answeredAt: null });
      for (const why of Object.values(feedback)) expect(typeof why, say).toBe("string");
    }
  });

  function partsOf(item: ReturnType<typeof drawnItem>): string[] {
    const shape = interactions[item.interaction].takes(item);
    if (shape.of === "choices") return item.choices.map(({ id }) => id);
    if (shape.of === "texts") return item.response.correct;
    return shape.firsts.flatMap((first) => shape.seconds.map((second) => `${first} ${second}`));
  }
});

test("a blank that was sent all the same is worth 0", () => {
  for (const interaction of INTERACTIONS) {
    const { item } = SAMPLES[interaction];
    for (const blank of ["", " ", "\n"]) expect(scoreItem(item, [blank]), interaction).toBe(0);
  }
});

test("each sample is an item that can be asked, and its answer is right", () => {
  for (const interaction of INTERACTIONS) {
    const { item, right } = SAMPLES[interaction];
    expect(itemProblem(item), interaction).toBeNull();
    if (!isHumanScored(item)) expect(scoreItem(item, right), interaction).toBe(1);
  }
});

test("an explanation, a key or a note of who marks is in no view of a question", () => {
  for (const interaction of INTERACTIONS) {
    const item = { ...SAMPLES[interaction].item, scorerNotes: "Porque sí" };
    const order = item.choices.map(({ id }) => id);
    const shown = JSON.stringify([toCheckView(item), toQuestionView(item, order)]);
    expect(shown, interaction).not.toMatch(/Porque|La idea detrás|cenit|centro\.|kilómetro\./);
  }
});

test("a lesson shows what is to be put in order by its letters, and never as the key has it", () => {
  const { item } = SAMPLES.order;
  const shown = (of: typeof item) => toCheckView(of).choices.map(({ id }) => id);
  expect(shown(item)).toEqual(["dos", "tres", "uno"]);
  expect(
    shown({
      ...item,
      choices: item.choices.toSorted((one, other) => (one.text < other.text ? -1 : 1)),
    }),
  ).toEqual(["uno", "tres", "dos"]);
});
