import { ANY_NUMBER, type Choice, type NumberKey } from "#app/domain/assessment/item.ts";
import type { Note } from "../format.ts";
import { clean, sharesOf } from "../number.ts";
import { choiceId, evenPairs, sourceId } from "../parts.ts";
import { normalText } from "../plain-text.ts";
import { readCloze } from "./cloze.ts";
import type { Kind, ReadQuestion } from "./read-question.ts";
import { formatted, rawText } from "./text.ts";
import { childOf, childrenOf, wordsOf, type XmlElement } from "./xml.ts";

type Reader = (question: XmlElement, notes: Set<Note>) => ReadQuestion;

/** Moodle's kinds of question, by the name that they have in its files. */
export const readers = {
  multichoice,
  truefalse: trueFalse,
  shortanswer: shortAnswer,
  numerical,
  matching,
  essay,
  ordering,
  cloze: readCloze,
} satisfies Record<string, Reader>;

const answersOf = (question: XmlElement) => childrenOf(question, "answer");
const fractionOf = (answer: XmlElement) => Number(answer.attributes.fraction ?? 0) || 0;
const feedbackOf = (answer: XmlElement, notes: Set<Note>) =>
  formatted(childOf(answer, "feedback"), notes) || null;

function lettered(answers: readonly XmlElement[], notes: Set<Note>): Choice[] {
  return answers.map((answer, index) => ({
    id: choiceId(index),
    text: formatted(answer, notes),
    feedback: feedbackOf(answer, notes),
  }));
}

function multichoice(question: XmlElement, notes: Set<Note>): ReadQuestion {
  const answers = answersOf(question);
  const choices = lettered(answers, notes);
  const weights = answers.map(fractionOf);
  const isSingle = !/^(false|0)$/.test(wordsOf(question, "single"));
  const shares = isSingle ? weights.map((weight) => weight / 100) : sharesOf(weights);
  const mapping: Record<string, number> = {};
  for (const [index, { id }] of choices.entries()) {
    const share = shares[index] ?? 0;
    if (share !== 0) mapping[id] = share;
  }
  const isRight = ({ id }: Choice) => (mapping[id] ?? 0) >= (isSingle ? 1 : Number.EPSILON);
  const correct = choices.filter(isRight).map(({ id }) => id);
  const interaction = isSingle ? "choice" : "multiple-response";
  return { kind: { interaction, choices, response: { correct, mapping } } };
}

function trueFalse(question: XmlElement, notes: Set<Note>): ReadQuestion {
  const answers = answersOf(question);
  const answerOf = (id: string) =>
    answers.find((answer) => wordsOf(answer, "text").toLowerCase() === id);
  const right = answers.find((answer) => fractionOf(answer) === 100);
  const key = right && wordsOf(right, "text").toLowerCase();
  if (key !== "true" && key !== "false") return { fault: "no-key", detail: "" };
  const choices = ["true", "false"].map((id) => {
    const answer = answerOf(id);
    return { id, text: "", feedback: answer ? feedbackOf(answer, notes) : null };
  });
  const response = { correct: [key], mapping: { [key]: 1 } };
  return { kind: { interaction: "true-false", choices, response } };
}

function shortAnswer(question: XmlElement, notes: Set<Note>): ReadQuestion {
  const texts = answersOf(question).map((answer) => ({
    // Moodle compares what is typed with this text as it is, whatever format it names.
    text: normalText(rawText(answer).text),
    score: fractionOf(answer) / 100,
    feedback: feedbackOf(answer, notes),
  }));
  const caseSensitive = wordsOf(question, "usecase") === "1";
  const response = { correct: [], mapping: {}, texts, ...(caseSensitive && { caseSensitive }) };
  return { kind: { interaction: "text-entry", choices: [], response } };
}

function numerical(question: XmlElement, notes: Set<Note>): ReadQuestion {
  const numbers: NumberKey[] = [];
  for (const answer of answersOf(question)) {
    const text = wordsOf(answer, "text");
    const said = { score: fractionOf(answer) / 100, feedback: feedbackOf(answer, notes) };
    if (text === "*") {
      numbers.push({ ...ANY_NUMBER, ...said });
      continue;
    }
    const value = Number(text.replace(",", "."));
    const tolerance = Math.abs(Number(wordsOf(answer, "tolerance").replace(",", ".")));
    if (text === "" || !Number.isFinite(value) || !Number.isFinite(tolerance)) {
      return { fault: "bad-number", detail: text.slice(0, 40) };
    }
    numbers.push({ from: clean(value - tolerance), to: clean(value + tolerance), ...said });
  }
  const units = unitsOf(question, notes);
  const kind: Kind = {
    interaction: "numeric",
    choices: [],
    response: { correct: [], mapping: {}, numbers },
    ...(units.length > 0 && { entry: { units } }),
  };
  return { kind };
}

/** Moodle's multiplier is how many of the unit make one of the first; ours, the reverse. */
function unitsOf(question: XmlElement, notes: Set<Note>) {
  const units = childrenOf(childOf(question, "units"), "unit").map((unit) => {
    const multiplier = Number(wordsOf(unit, "multiplier"));
    return { name: oneUnit(wordsOf(unit, "unit_name")), factor: clean(1 / multiplier) };
  });
  if (units.length === 0) return [];
  const isAsked = wordsOf(question, "unitgradingtype") !== "0";
  const isShown = wordsOf(question, "showunits") !== "3";
  const isGood = units.every(({ name, factor }) => name !== "" && Number.isFinite(factor));
  if (isAsked && isShown && isGood && wordsOf(question, "unitgradingtype") !== "") return units;
  notes.add("units");
  return [];
}

const oneUnit = (name: string) => normalText(name).replaceAll("\n", " ").slice(0, 60);

/** One whose question is empty is an answer that belongs to none. */
function matching(question: XmlElement, notes: Set<Note>): ReadQuestion {
  const choices: Choice[] = [];
  const sources: Choice[] = [];
  const correct: string[] = [];
  for (const pair of childrenOf(question, "subquestion")) {
    const text = normalText(wordsOf(pair, "answer"));
    let choice = choices.find((each) => each.text === text);
    if (!choice) {
      choice = { id: choiceId(choices.length), text, feedback: null };
      choices.push(choice);
    }
    const source = formatted(pair, notes);
    if (source === "") continue;
    const id = sourceId(sources.length);
    sources.push({ id, text: source, feedback: null });
    correct.push(`${id} ${choice.id}`);
  }
  const response = { correct, mapping: evenPairs(correct) };
  return { kind: { interaction: "match", choices, sources, response } };
}

function ordering(question: XmlElement, notes: Set<Note>): ReadQuestion {
  const choices = lettered(answersOf(question), notes).map((choice) => ({
    ...choice,
    feedback: null,
  }));
  const correct = choices.map(({ id }, index) => `${id} ${index + 1}`);
  const grading = wordsOf(question, "gradingtype");
  const whole = grading === "ALL_OR_NOTHING" || grading === "-1";
  if (!whole && grading !== "ABSOLUTE_POSITION" && grading !== "0") notes.add("grading");
  const response = { correct, mapping: evenPairs(correct), ...(whole && { whole }) };
  return { kind: { interaction: "order", choices, response } };
}

/** Files that an essay asks for where it does not say how many, and their size. */
const FILES = { most: 3, bytes: 10 * 1024 * 1024 };

function essay(question: XmlElement, notes: Set<Note>): ReadQuestion {
  const scorerNotes = formatted(childOf(question, "graderinfo"), notes);
  const attachments = Number(wordsOf(question, "attachments")) || 0;
  const response = { correct: [], mapping: {} };
  const said = { choices: [], response, ...(scorerNotes && { scorerNotes }) };
  if (wordsOf(question, "responseformat") !== "noinline" || attachments === 0) {
    if (attachments !== 0) notes.add("file");
    return { kind: { interaction: "extended-text", ...said } };
  }
  const types = wordsOf(question, "filetypeslist")
    .split(/[\s,;]+/)
    .filter(Boolean);
  const mediaTypes = types.filter((type) => /^[\w.+-]+\/[\w.+*-]+$/.test(type));
  if (mediaTypes.length < types.length) notes.add("grading");
  const files = {
    most: attachments > 0 ? Math.min(attachments, 10) : FILES.most,
    bytes: Number(wordsOf(question, "maxbytes")) || FILES.bytes,
    mediaTypes,
  };
  return { kind: { interaction: "file-upload", ...said, entry: { files } } };
}
