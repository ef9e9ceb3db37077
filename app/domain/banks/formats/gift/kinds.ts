import type {
  GIFTQuestion,
  Matching,
  MultipleChoice,
  Numerical,
  NumericalChoice,
  NumericalFormat,
  ShortAnswer,
  TextChoice,
  TrueFalse,
} from "gift-pegjs";
import {
  ANY_NUMBER,
  type AssessmentItem,
  type Choice,
  type NumberKey,
  type TextKey,
} from "#app/domain/assessment/item.ts";
import type { Note } from "../format.ts";
import { clean, sharesOf } from "../number.ts";
import { choiceId, evenPairs, gapId, sourceId } from "../parts.ts";
import { plainText } from "../plain-text.ts";

/** What a question's text gives an item; a prompt only where it is not the stem. */
export type ReadKind = Pick<AssessmentItem, "interaction" | "choices" | "response"> &
  Partial<Pick<AssessmentItem, "sources" | "gaps" | "prompt">>;

/** The item of a GIFT question as far as its kind says; null = none of its options is right. */
export function readKind(question: GIFTQuestion, notes: Set<Note>): ReadKind | null {
  switch (question.type) {
    case "TF":
      return trueFalse(question, notes);
    case "MC":
      return multipleChoice(question, notes);
    case "Short":
      return shortAnswer(question, notes);
    case "Numerical":
      return numerical(question, notes);
    case "Matching":
      return matching(question, notes);
    default:
      return { interaction: "extended-text", choices: [], response: { correct: [], mapping: {} } };
  }
}

function multipleChoice(question: MultipleChoice, notes: Set<Note>): ReadKind | null {
  const right = question.choices.filter(({ isCorrect }) => isCorrect);
  const shared = right.length > 1 && right.every(({ weight }) => weight !== null && weight < 100);
  if (right.length === 0 || shared) {
    return question.choices.some(({ weight }) => weight !== null)
      ? several(question.choices, notes)
      : null;
  }
  const read = choice(question.choices, notes);
  return question.hasEmbeddedAnswers && right.length === 1
    ? chosenGap(question, read, notes)
    : read;
}

/** One option is right (`=`). Another may be worth a part (`~%50%`), as in Moodle. */
function choice(options: readonly TextChoice[], notes: Set<Note>): ReadKind {
  const choices = lettered(options, notes);
  const right = choices.filter((_, index) => options[index]?.isCorrect);
  const mapping: Record<string, number> = {};
  for (const [index, { id }] of choices.entries()) {
    const share = options[index]?.isCorrect ? 1 : (options[index]?.weight ?? 0) / 100;
    if (share !== 0) mapping[id] = share;
  }
  const response = { correct: right.map(({ id }) => id), mapping };
  return { interaction: "choice", choices, response };
}

/** Each option has its weight (`~%50%`, `~%-50%`); those of the right ones are brought to 100. */
function several(options: readonly TextChoice[], notes: Set<Note>): ReadKind {
  const choices = lettered(options, notes);
  const shares = sharesOf(options.map(({ weight }) => weight ?? 0));
  const mapping: Record<string, number> = {};
  for (const [index, { id }] of choices.entries()) {
    const share = shares[index] ?? 0;
    if (share !== 0) mapping[id] = share;
  }
  const right = choices.filter(({ id }) => (mapping[id] ?? 0) > 0);
  const response = { correct: right.map(({ id }) => id), mapping };
  return { interaction: "multiple-response", choices, response };
}

/** The first feedback is for the wrong answer and the second for the right one. */
function trueFalse(
  { isTrue, trueFeedback: wrong, falseFeedback: right }: TrueFalse,
  notes: Set<Note>,
): ReadKind {
  const key = isTrue ? "true" : "false";
  const choices = ["true", "false"].map((id) => ({
    id,
    text: "",
    feedback: plainText(id === key ? right : wrong, notes) || null,
  }));
  return {
    interaction: "true-false",
    choices,
    response: { correct: [key], mapping: { [key]: 1 } },
  };
}

function shortAnswer(question: ShortAnswer, notes: Set<Note>): ReadKind {
  const texts: TextKey[] = question.choices.map(({ text, weight, feedback }) => ({
    text: plainText(text, notes),
    score: (weight ?? 100) / 100,
    feedback: plainText(feedback, notes) || null,
  }));
  if (question.hasEmbeddedAnswers) return typedGap(question, texts, notes);
  const response = { correct: [], mapping: {}, texts };
  return { interaction: "text-entry", choices: [], response };
}

/** A "missing word" whose options are shown. */
function chosenGap(question: MultipleChoice, { choices, response }: ReadKind, notes: Set<Note>) {
  const gap = gapId(0);
  const inGap = (id: string) => `${gap} ${id}`;
  const mapping = Object.fromEntries(
    Object.entries(response.mapping).map(([id, share]) => [inGap(id), share]),
  );
  return {
    interaction: "inline-choice" as const,
    prompt: withGap(plainText(question.stem, notes)),
    choices,
    gaps: [{ id: gap, choices: choices.map(({ id }) => id) }],
    response: { correct: response.correct.map(inGap), mapping },
  };
}

/** A "missing word" that is typed. */
function typedGap(question: ShortAnswer, texts: TextKey[], notes: Set<Note>): ReadKind {
  const gap = gapId(0);
  return {
    interaction: "inline-choice",
    prompt: withGap(plainText(question.stem, notes)),
    choices: [],
    gaps: [{ id: gap, choices: [] }],
    response: { correct: [], mapping: {}, texts: texts.map((key) => ({ gap, ...key })) },
  };
}

/** The parser's blank as a gap. It stands between spaces, which a sign after it does not take. */
export function withGap(text: string): string {
  return text.replace("_____", `[[${gapId(0)}]]`).replace(/(\]\]) (?=[.,;:!?)…»”])/, "$1");
}

function numerical({ choices: given }: Numerical, notes: Set<Note>): ReadKind {
  const numbers: NumberKey[] = (Array.isArray(given) ? given : [alone(given)]).map((choice) => ({
    ...rangeOf(choice.text),
    score: (choice.weight ?? (choice.isCorrect ? 100 : 0)) / 100,
    feedback: plainText(choice.feedback, notes) || null,
  }));
  const response = { correct: [], mapping: {}, numbers };
  return { interaction: "numeric", choices: [], response };
}

const alone = (text: NumericalFormat): NumericalChoice => {
  return { isCorrect: true, weight: null, text, feedback: null };
};

/** An asterisk, which the parser gives as text, is any other number. */
function rangeOf(format: NumericalFormat): { from: number; to: number } {
  const { type, number = 0, range = 0, numberLow = 0, numberHigh = 0 } = format;
  if (type === "high-low") return { from: numberLow, to: numberHigh };
  if (type === "simple") return { from: number, to: number };
  if (type !== "range") return ANY_NUMBER;
  return { from: clean(number - range), to: clean(number + range) };
}

/** One whose left side is empty is an answer that belongs to none. */
function matching({ matchPairs }: Matching, notes: Set<Note>): ReadKind {
  const choices: Choice[] = [];
  const sources: Choice[] = [];
  const correct: string[] = [];
  for (const { subquestion, subanswer } of matchPairs) {
    const text = plainText({ format: "plain", text: decoded(subanswer) }, notes);
    let choice = choices.find((each) => each.text === text);
    if (!choice) {
      choice = { id: choiceId(choices.length), text, feedback: null };
      choices.push(choice);
    }
    const source = plainText(subquestion, notes);
    if (source === "") continue;
    const id = sourceId(sources.length);
    sources.push({ id, text: source, feedback: null });
    correct.push(`${id} ${choice.id}`);
  }
  const response = { correct, mapping: evenPairs(correct) };
  return { interaction: "match", choices, sources, response };
}

/** The parser leaves its own signs in the right side of a pair. */
function decoded(text: string): string {
  return text
    .replace(/&&(092|058|035|061|123|125|126);/g, (_, code) => String.fromCharCode(Number(code)))
    .replaceAll("&&010", "\n");
}

/** The choices in the order of the file, named a, b, c… */
function lettered(choices: readonly TextChoice[], notes: Set<Note>): Choice[] {
  return choices.map(({ text, feedback }, index) => ({
    id: choiceId(index),
    text: plainText(text, notes),
    feedback: plainText(feedback, notes) || null,
  }));
}
