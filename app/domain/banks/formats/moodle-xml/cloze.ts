import type { Choice, Gap, TextKey } from "#app/domain/assessment/item.ts";
import type { Note } from "../format.ts";
import { choiceId, gapId } from "../parts.ts";
import { normalText, plainText } from "../plain-text.ts";
import type { ReadQuestion } from "./read-question.ts";
import { rawText } from "./text.ts";
import { childOf, type XmlElement } from "./xml.ts";

/** Moodle's names of the kinds of gap. https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type */
const CHOSEN = /^(MULTICHOICE|MC)(_?[VHS]+)?$/;
const TYPED = /^(SHORTANSWER|SA|MW)(_?C)?$/;

interface Embedded {
  weight: number;
  type: string;
  options: { words: string; share: number; feedback: string }[];
}

/** Reads a "cloze" question: each `{1:MULTICHOICE:…}` or `{1:SHORTANSWER:…}` of its text is a gap. */
export function readCloze(question: XmlElement, notes: Set<Note>): ReadQuestion {
  const { format, text } = rawText(childOf(question, "questiontext"));
  const { words, embedded } = cut(text);
  const other = embedded.find(({ type }) => !CHOSEN.test(type) && !TYPED.test(type));
  if (other) return { fault: "unsupported", detail: `cloze ${other.type}`.slice(0, 40) };
  const total = embedded.reduce((sum, { weight }) => sum + weight, 0);
  const choices: Choice[] = [];
  const gaps: Gap[] = [];
  const texts: TextKey[] = [];
  const correct: string[] = [];
  const mapping: Record<string, number> = {};
  const plain = (html: string) => plainText({ format: "html", text: html }, notes);
  for (const [index, { weight, type, options }] of embedded.entries()) {
    const gap: Gap = { id: gapId(index), choices: [] };
    gaps.push(gap);
    const worth = total > 0 ? weight / total : 0;
    for (const option of options) {
      const feedback = plain(option.feedback) || null;
      if (TYPED.test(type)) {
        const score = option.share * worth;
        texts.push({ gap: gap.id, text: plain(option.words), score, feedback });
        continue;
      }
      const id = choiceId(choices.length);
      choices.push({ id, text: plain(option.words), feedback });
      gap.choices.push(id);
      if (option.share !== 0) mapping[`${gap.id} ${id}`] = option.share * worth;
      if (option.share === 1) correct.push(`${gap.id} ${id}`);
    }
  }
  const caseSensitive = embedded.some(({ type }) => /C$/.test(type) && TYPED.test(type));
  const response = {
    ...{ correct, mapping },
    ...(texts.length > 0 && { texts }),
    ...(caseSensitive && { caseSensitive }),
  };
  return {
    kind: { interaction: "inline-choice", choices, gaps, response },
    prompt: normalText(plainText({ format, text: words }, notes)),
  };
}

/** The text with a mark for each gap, and the gaps. */
function cut(text: string): { words: string; embedded: Embedded[] } {
  const embedded: Embedded[] = [];
  let words = "";
  let from = 0;
  for (const match of text.matchAll(/\{(\d{0,3}):([A-Z_]{2,20}):/g)) {
    const [opening, weight = "", type = ""] = match;
    if (match.index < from) continue;
    const begin = match.index + opening.length;
    const end = endOf(text, begin);
    if (end < 0) break;
    words += `${text.slice(from, match.index)}[[${gapId(embedded.length)}]]`;
    const options = partsOf(text.slice(begin, end), "~").map(optionOf);
    embedded.push({ weight: weight === "" ? 1 : Number(weight), type, options });
    from = end + 1;
  }
  return { words: words + text.slice(from), embedded };
}

/** Place of the first `}` that is not escaped. */
function endOf(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "}") return at;
  }
  return -1;
}

/** The pieces between signs that are not escaped; `&#39;` is a character. */
function partsOf(text: string, sign: string): string[] {
  const parts: string[] = [];
  let part = "";
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "\\") {
      part += text.slice(at, at + 2);
      at += 1;
    } else if (text[at] === sign && text[at - 1] !== "&") {
      parts.push(part);
      part = "";
    } else {
      part += text[at];
    }
  }
  return [...parts, part];
}

function optionOf(text: string): Embedded["options"][number] {
  const [, mark = "", rest = ""] = /^\s*(=|%-?\d{1,3}(?:\.\d+)?%)?([\s\S]*)$/.exec(text) ?? [];
  const [words = "", ...feedback] = partsOf(rest, "#");
  const share = mark === "=" ? 1 : mark === "" ? 0 : Number(mark.slice(1, -1)) / 100;
  return { words: unescaped(words), share, feedback: unescaped(feedback.join("#")) };
}

const unescaped = (text: string): string => text.replace(/\\([\s\S])/g, "$1");
