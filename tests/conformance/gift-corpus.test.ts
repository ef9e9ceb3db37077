import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { decodeText } from "#app/domain/banks/formats/encoding.ts";
import type { SourceItem } from "#app/domain/banks/formats/format.ts";
import { formats, readBlockOf } from "#app/domain/banks/formats/registry.ts";

/** gift-pegjs's own examples with what each is to be parsed as; kept beside the project. */
const FOLDER = "../shared/data/interop/gift";
const isHere = existsSync(FOLDER);
const where = isHere ? "" : " (not checked here: ../shared is absent)";
const files = isHere ? readdirSync(FOLDER).filter((name) => name.endsWith(".gift")) : [];

interface Expected {
  type: "MC" | "TF" | "Short" | "Numerical" | "Matching" | "Essay" | "Description" | "Category";
  id?: string | null;
  tags?: string[] | null;
  title: string | null;
  stem: { text: string };
  hasEmbeddedAnswers?: boolean;
  isTrue?: boolean;
  globalFeedback?: { text: string } | null;
  trueFeedback?: { text: string } | null;
  falseFeedback?: { text: string } | null;
  choices?: Option[] | Number_;
  matchPairs?: { subquestion: { text: string }; subanswer: string }[];
}

interface Option {
  isCorrect: boolean;
  weight: number | null;
  text: { text: string } & Number_;
  feedback: { text: string } | null;
}

interface Number_ {
  type?: string;
  number?: number;
  range?: number;
  numberLow?: number;
  numberHigh?: number;
}

/** Letters and digits of a text without its mark-up: what any reading of it must have. */
const words = (text: string | null | undefined): string =>
  (text ?? "")
    .replace(/<!--.*?-->|<[^>]*>/gs, " ")
    .replace(/&quot;/g, '"')
    .replace(/&nbsp;/g, " ")
    .replace(/\[\[\w+\]\]|_____/g, " ")
    .replace(/[\s*_]+/g, "");

/** The kinds of the corpus as QTI has them. */
function kindOf({ type, hasEmbeddedAnswers, choices }: Expected): string {
  if (type === "TF") return "true-false";
  if (type === "Numerical") return "numeric";
  if (type === "Matching") return "match";
  if (type === "Essay") return "extended-text";
  if (hasEmbeddedAnswers) return "inline-choice";
  if (type === "Short") return "text-entry";
  return (choices as Option[]).some(({ isCorrect }) => isCorrect) ? "choice" : "multiple-response";
}

const share = ({ isCorrect, weight }: Option): number =>
  Math.round((weight ?? (isCorrect ? 100 : 0)) * 1000) / 1000;

/** What our reading says, put as the corpus puts it. */
function optionsOf({ choices, response, gaps }: SourceItem["item"]) {
  const gap = gaps?.[0] ? `${gaps[0].id} ` : "";
  const keys = response.texts ?? [];
  const options = choices.map(({ id, text, feedback }) => {
    return { text, feedback, share: (response.mapping[gap + id] ?? 0) * 100 };
  });
  const typed = keys.map(({ text, feedback, score }) => ({ text, feedback, share: score * 100 }));
  return [...options, ...typed].map((one) => ({
    text: words(one.text),
    feedback: words(one.feedback),
    share: Math.round(one.share * 1000) / 1000,
  }));
}

function rangeOf({ type, number = 0, range = 0, numberLow = 0, numberHigh = 0 }: Number_) {
  if (type === "high-low") return [numberLow, numberHigh];
  return [number - range, number + range];
}

function judge(item: SourceItem["item"], expected: Expected): void {
  expect(item.interaction).toBe(kindOf(expected));
  expect(item.title).toBe((expected.title ?? "").trim());
  expect(words(item.prompt)).toBe(words(expected.stem.text));
  expect(words(item.feedback)).toBe(words(expected.globalFeedback?.text));
  expect(item.tags ?? null).toEqual(expected.tags ?? null);
  const { response, choices } = item as AssessmentItem;
  if (expected.type === "MC" || expected.type === "Short") {
    const options = expected.choices as Option[];
    // Thirds come to a whole.
    const isThirds = options.some(({ weight }) => weight === 33.33333);
    expect(optionsOf(item)).toEqual(
      options.map((option) => ({
        text: words(option.text.text),
        feedback: words(option.feedback?.text),
        share: isThirds && share(option) > 0 ? 33.333 : share(option),
      })),
    );
  } else if (expected.type === "TF") {
    const key = String(expected.isTrue);
    expect(response.correct).toEqual([key]);
    const [wrong, right] = [expected.trueFeedback, expected.falseFeedback];
    for (const { id, feedback } of choices) {
      expect(words(feedback)).toBe(words((id === key ? right : wrong)?.text));
    }
  } else if (expected.type === "Numerical") {
    const given = Array.isArray(expected.choices)
      ? expected.choices
      : [{ text: expected.choices as Number_, isCorrect: true, weight: null, feedback: null }];
    expect(response.numbers).toHaveLength(given.length);
    for (const [index, option] of (given as Option[]).entries()) {
      const key = response.numbers?.[index];
      const [from = 0, to = 0] = rangeOf(option.text);
      const isRange = option.text.type !== undefined;
      expect(key?.from).toBeCloseTo(isRange ? from : -Number.MAX_VALUE, 9);
      expect(key?.to).toBeCloseTo(isRange ? to : Number.MAX_VALUE, 9);
      expect((key?.score ?? 0) * 100).toBe(share(option));
      expect(words(key?.feedback)).toBe(words(option.feedback?.text));
    }
  } else if (expected.type === "Matching") {
    const pairs = expected.matchPairs ?? [];
    const left = pairs.filter(({ subquestion }) => subquestion.text !== "");
    const textOf = (id = "") => words(choices.find((choice) => choice.id === id)?.text);
    expect(item.sources?.map(({ text }) => words(text))).toEqual(
      left.map(({ subquestion }) => words(subquestion.text)),
    );
    expect(response.correct.map((pair) => textOf(pair.split(" ")[1]))).toEqual(
      left.map(({ subanswer }) => words(subanswer)),
    );
    expect(choices.map(({ text }) => words(text)).sort()).toEqual(
      [...new Set(pairs.map(({ subanswer }) => words(subanswer)))].sort(),
    );
  }
}

describe(`the corpus of gift-pegjs${where}`, () => {
  test("has its 51 files", () => {
    if (isHere) expect(files).toHaveLength(51);
  });

  for (const file of files) {
    test(`${file} reads as expected`, () => {
      const text = decodeText(readFileSync(join(FOLDER, file))).text;
      const json = readFileSync(join(FOLDER, file.replace(/gift$/, "json")), "utf8");
      const expected = (JSON.parse(json) as Expected[]).filter(({ type }) => type !== "Category");
      const split = formats.gift.split(text);
      if (!split.ok) throw new Error(split.fault);
      expect(split.blocks).toHaveLength(expected.length);
      for (const [index, block] of split.blocks.entries()) {
        const question = expected[index] as Expected;
        const read = readBlockOf("gift", block);
        if (question.type === "Description") {
          expect(read).toMatchObject({
            ok: false,
            fault: "description",
            detail: question.title ?? "",
          });
          continue;
        }
        if (!read.ok) throw new Error(`line ${read.line}: ${read.fault} ${read.detail}`);
        expect(read.source.sourceId).toBe(question.id ?? null);
        judge(read.source.item, question);
      }
    });
  }

  test("a category is that of the questions that follow", () => {
    if (!isHere) return;
    const text = readFileSync(join(FOLDER, "category1.gift"), "utf8");
    const split = formats.gift.split(`${text}\n\n¿Sí?{T}`);
    const [{ title }] = JSON.parse(readFileSync(join(FOLDER, "category1.json"), "utf8"));
    expect(split).toMatchObject({ ok: true, blocks: [{ category: title }] });
  });

  test("also the one question of Moodle's own tests that the parser rejects", () => {
    const block = { text: "::Q5:: De 1 a 5 {#3:2~#No}", line: 1, category: null };
    expect(readBlockOf("gift", block)).toMatchObject({
      ok: true,
      source: {
        item: {
          response: {
            numbers: [
              { from: 1, to: 5, score: 1 },
              { score: 0, feedback: "No" },
            ],
          },
        },
      },
    });
  });
});
