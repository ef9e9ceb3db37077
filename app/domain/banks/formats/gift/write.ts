import { type AssessmentItem, type Choice, isAnyNumber } from "#app/domain/assessment/item.ts";
import { decimal, percent } from "../number.ts";
import { writeTags } from "../tags.ts";

/** GIFT of an item that `carryGift` gave, as Moodle's own export lays it out. */
export function writeGift(item: AssessmentItem): string {
  const { id, title, prompt, gaps = [] } = item;
  const tags = writeTags(item, { caseSensitive: true }).map((tag) => ` [tag:${tag}]`);
  const name = title === "" ? "" : `::${escaped(title)}::`;
  const [before = "", after = ""] = gaps[0] ? prompt.split(`[[${gaps[0].id}]]`) : [prompt];
  const format = (words: string) => (isSafe(words) ? "" : "[plain]");
  const stem = before.trim() === "" ? "" : `${format(prompt)}${escaped(before.trim())} `;
  // The parser reads what follows the gap with the format that stands before it.
  const rest = after.trim() === "" ? "" : ` ${format(after.trim())}${escaped(after.trim())}`;
  return `// [id:${id}]${tags.join("")}\n${name}${stem}{${answers(item)}}${rest}\n\n`;
}

function answers(item: AssessmentItem): string {
  const general = item.feedback === null ? "" : `\n\t####${text(item.feedback)}`;
  const lines = linesOf(item).map((line) => `\n\t${line}`);
  if (item.interaction === "true-false") return `${trueFalse(item)}${general}\n`;
  const sign = item.interaction === "numeric" ? "#" : "";
  return `${sign}${lines.join("")}${general}${lines.length > 0 || general ? "\n" : ""}`;
}

function linesOf({ interaction, choices, sources, gaps, response }: AssessmentItem): string[] {
  const { mapping, correct, texts = [], numbers = [] } = response;
  const gap = gaps?.[0] ? `${gaps[0].id} ` : "";
  switch (interaction) {
    case "choice":
      return choices.map((choice) => option(choice, mapping[choice.id] ?? 0, correct));
    case "multiple-response":
      return choices.map((choice) => option(choice, mapping[choice.id] ?? 0, []));
    case "inline-choice":
      if (choices.length > 0) {
        const right = correct.map((part) => part.slice(gap.length));
        return choices.map((choice) => option(choice, mapping[gap + choice.id] ?? 0, right));
      }
      return texts.map((key) => `=${shortKey(key)}`);
    case "text-entry":
      return texts.map((key) => `=${shortKey(key)}`);
    case "numeric":
      return numbers.map(numberKey);
    case "match":
      return pairs(choices, sources ?? [], correct);
    default:
      return [];
  }
}

function option({ id, text: words, feedback }: Choice, share: number, right: readonly string[]) {
  if (right.includes(id)) return `=${weightUnless(100, 100, words)}${text(words)}${why(feedback)}`;
  return `~${weightUnless(0, percent(share), words)}${text(words)}${why(feedback)}`;
}

/** Left out where it says nothing, unless the text begins like one. */
function weightUnless(plain: number, weight: number, words: string): string {
  return weight === plain && !words.startsWith("%") ? "" : `%${decimal(weight)}%`;
}

function shortKey(key: { text: string; score: number; feedback: string | null }): string {
  return `${weightUnless(100, percent(key.score), key.text)}${text(key.text)}${why(key.feedback)}`;
}

function numberKey(number: {
  from: number;
  to: number;
  score: number;
  feedback: string | null;
}): string {
  const { from, to, score, feedback } = number;
  if (isAnyNumber(number)) return `~${weightUnless(0, percent(score), "")}${why(feedback)}`;
  const range = from === to ? decimal(from) : `${decimal(from)}..${decimal(to)}`;
  return `=${weightUnless(100, percent(score), "")}${range}${why(feedback)}`;
}

function pairs(choices: readonly Choice[], sources: readonly Choice[], correct: readonly string[]) {
  const answerOf = new Map(correct.map((part) => part.split(" ") as [string, string]));
  const used = new Set(answerOf.values());
  const right = (id: string | undefined) =>
    escaped(choices.find((choice) => choice.id === id)?.text ?? "");
  return [
    ...sources.map(({ id, text: left }) => `=${text(left)} -> ${right(answerOf.get(id))}`),
    ...choices.filter(({ id }) => !used.has(id)).map(({ id }) => `= -> ${right(id)}`),
  ];
}

/** Feedback of the wrong answer first; one that is missing leaves its place. */
function trueFalse({ choices, response }: AssessmentItem): string {
  const [key = ""] = response.correct;
  const of = (isKey: boolean) => choices.find(({ id }) => (id === key) === isKey)?.feedback ?? null;
  const [wrong, right] = [of(false), of(true)];
  const second = right === null ? "" : `\n\t#${text(right)}`;
  const first = wrong === null && right === null ? "" : `\n\t#${wrong === null ? "" : text(wrong)}`;
  return `${key === "true" ? "TRUE" : "FALSE"}${first}${second}`;
}

const why = (feedback: string | null): string => (feedback === null ? "" : `#${text(feedback)}`);

/**
 * A text in the format in which it is read as it is: with an arrow, which would part a pair, as
 * HTML; with what looks like mark-up, as plain.
 */
function text(words: string): string {
  if (words.includes("->")) {
    const html = words.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    return `[html]${escaped(html.replaceAll("\n", "<br>"))}`;
  }
  return `${isSafe(words) ? "" : "[plain]"}${escaped(words)}`;
}

/** Whether it is read as it is without its format being said, or with that of another text. */
const isSafe = (words: string): boolean => !/[<&]/.test(words) && !/^(\[|\/\/|\$)/.test(words);

/** Signs that GIFT gives a meaning; a line feed is a paragraph. */
function escaped(words: string): string {
  return words.replace(/[\\~=#{}:]/g, "\\$&").replaceAll("\n", "\\n");
}
