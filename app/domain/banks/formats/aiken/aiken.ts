import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { oneLine } from "../canonical.ts";
import { Carrying, type Kinds } from "../carrying.ts";
import type { Block, Carried, Format, ReadBlock } from "../format.ts";
import { choiceId } from "../parts.ts";
import { normalText } from "../plain-text.ts";
import { fromSource } from "../source.ts";

const OPTION = /^([A-Z])[.)]\s+(\S.*)$/;
const ANSWER = /^ANSWER:\s*(.*)$/i;

/**
 * Aiken: a text, options `A.` or `A)`, and `ANSWER: A`.
 * https://docs.moodle.org/en/Aiken_format
 */
export const aiken: Format = {
  extension: "txt",
  mediaType: "text/plain; charset=utf-8",
  split: (text) => ({ ok: true, blocks: splitAiken(text) }),
  read: readAiken,
  carry: carryAiken,
  head: "",
  tail: "",
  write: writeAiken,
};

/** A question ends with its answer, or where a blank line follows its options. */
function splitAiken(text: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let start = 1;
  let hasOptions = false;
  const close = () => {
    if (lines.length > 0) blocks.push({ text: lines.join("\n"), line: start, category: null });
    lines = [];
    hasOptions = false;
  };
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = raw.trim();
    if (line === "") {
      if (hasOptions) close();
      continue;
    }
    if (lines.length === 0) start = index + 1;
    lines.push(line);
    if (OPTION.test(line)) hasOptions = true;
    if (ANSWER.test(line)) close();
  }
  close();
  return blocks;
}

function readAiken({ text, line, category }: Block): ReadBlock {
  const prompt: string[] = [];
  const options: { letter: string; text: string }[] = [];
  let answer: string | null = null;
  for (const [index, each] of text.split("\n").entries()) {
    const [, letter, words] = OPTION.exec(each) ?? [];
    const [, key] = ANSWER.exec(each) ?? [];
    if (key !== undefined) answer = key.trim();
    else if (letter && words) options.push({ letter, text: words });
    else if (options.length === 0) prompt.push(each);
    else return { ok: false, fault: "syntax", line: line + index, detail: each.slice(0, 80) };
  }
  const at = options.findIndex(({ letter }) => letter === answer);
  if (at < 0) return { ok: false, fault: "no-key", line, detail: answer?.slice(0, 80) ?? "" };
  const key = choiceId(at);
  const said = {
    title: "",
    interaction: "choice" as const,
    prompt: normalText(prompt.join("\n")),
    choices: options.map((option, index) => ({
      id: choiceId(index),
      text: normalText(option.text),
      feedback: null,
    })),
    response: { correct: [key], mapping: { [key]: 1 } },
    feedback: null,
  };
  return fromSource({ said, sourceId: null, category, line, notes: new Set(), tags: [] });
}

/** Letters that an option may have. */
const LETTERS = 26;

/** What Aiken can have of each kind: a question with one right option. */
const KINDS = {
  choice: oneRight,
  "multiple-response": null,
  "true-false": null,
  match: null,
  order: null,
  "text-entry": null,
  numeric: null,
  "inline-choice": null,
  "extended-text": null,
  "file-upload": null,
} satisfies Kinds;

function carryAiken(given: AssessmentItem): Carried {
  const carrying = new Carrying(given);
  const carry: Kinds[keyof Kinds] = KINDS[carrying.item.interaction];
  return carry?.(carrying) ? carrying.done() : { item: null, lost: ["kind"] };
}

function oneRight(carrying: Carrying): boolean {
  const { item } = carrying;
  const prompt = oneLine(item.prompt);
  const looksOtherwise = OPTION.test(prompt) || ANSWER.test(prompt);
  if (item.choices.length > LETTERS || looksOtherwise) return false;
  carrying.choiceFeedback();
  carrying.oneKey();
  carrying.lost.add("id");
  carrying.lose("title", item.title);
  carrying.lose("feedback", item.feedback);
  carrying.lost.add("tags");
  const texts = [item.prompt, ...item.choices.map(({ text }) => text)];
  carrying.lose(
    "paragraphs",
    texts.some((text) => text.includes("\n")),
  );
  const { id, interaction, choices, response } = carrying.item;
  const { correct, mapping } = response;
  carrying.item = {
    ...{ id, interaction, prompt, title: "", feedback: null, response: { correct, mapping } },
    ...{ objective: null, difficulty: "media", countries: [], uses: ["lesson"] },
    choices: choices.map((choice) => ({ ...choice, text: oneLine(choice.text) })),
  };
  return true;
}

function writeAiken({ prompt, choices, response }: AssessmentItem): string {
  const letter = (index: number) => String.fromCharCode(65 + index);
  const options = choices.map(({ text }, index) => `${letter(index)}. ${text}\n`);
  const key = choices.findIndex(({ id }) => response.correct.includes(id));
  return `${prompt}\n${options.join("")}ANSWER: ${letter(key)}\n\n`;
}
