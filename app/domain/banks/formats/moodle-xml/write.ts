import { type AssessmentItem, type Choice, isAnyNumber } from "#app/domain/assessment/item.ts";
import { clean, decimal, percent } from "../number.ts";
import { writeTags } from "../tags.ts";
import { toleranceOf } from "./carry.ts";
import { asHtml } from "./text.ts";
import { writeCloze } from "./write-cloze.ts";
import { escapeXml } from "./xml.ts";

/** Moodle XML of an item that `carryMoodleXml` gave. https://docs.moodle.org/en/Moodle_XML_format */
export const writeMoodleXml = (item: AssessmentItem): string => `  ${lines(question(item))}\n`;

const TYPES = {
  choice: "multichoice",
  "multiple-response": "multichoice",
  "true-false": "truefalse",
  match: "matching",
  order: "ordering",
  "text-entry": "shortanswer",
  numeric: "numerical",
  "inline-choice": "cloze",
  "extended-text": "essay",
  "file-upload": "essay",
} as const satisfies Record<AssessmentItem["interaction"], string>;

type Lines = (string | Lines)[];

const lines = (parts: Lines, indent = "\n  "): string =>
  parts
    .map((part) => (typeof part === "string" ? part : `  ${lines(part, `${indent}  `)}`))
    .join(indent);

function question(item: AssessmentItem): Lines {
  const prompt = item.interaction === "inline-choice" ? writeCloze(item) : asHtml(item.prompt);
  return [
    `<question type="${TYPES[item.interaction]}">`,
    [
      `<name><text>${escapeXml(item.title)}</text></name>`,
      html("questiontext", prompt),
      html("generalfeedback", asHtml(item.feedback ?? "")),
      "<defaultgrade>1</defaultgrade>",
      "<penalty>0</penalty>",
      "<hidden>0</hidden>",
      `<idnumber>${escapeXml(item.id)}</idnumber>`,
      ...kind(item),
      "<tags>",
      writeTags(item).map((tag) => `<tag><text>${escapeXml(tag)}</text></tag>`),
      "</tags>",
    ],
    "</question>",
  ];
}

/** Text as HTML, safe inside XML. */
const html = (name: string, text: string, attributes = ""): string =>
  `<${name}${attributes} format="html"><text>${escapeXml(text)}</text></${name}>`;

const feedback = (text: string | null): string => html("feedback", asHtml(text ?? ""));

function kind(item: AssessmentItem): Lines {
  const { choices, sources = [], response, entry, scorerNotes } = item;
  const { mapping, correct, texts = [], numbers = [] } = response;
  switch (item.interaction) {
    case "choice":
    case "multiple-response":
      return [
        `<single>${item.interaction === "choice"}</single>`,
        "<shuffleanswers>true</shuffleanswers>",
        "<answernumbering>abc</answernumbering>",
        ...choices.flatMap((choice) => answer(choice, mapping[choice.id] ?? 0)),
      ];
    case "true-false":
      return choices.flatMap(({ id, feedback: why }) => [
        `<answer fraction="${correct.includes(id) ? 100 : 0}" format="moodle_auto_format">`,
        [`<text>${id}</text>`, feedback(why)],
        "</answer>",
      ]);
    case "match":
      return ["<shuffleanswers>true</shuffleanswers>", ...pairs(choices, sources, correct)];
    case "order":
      return [
        "<layouttype>VERTICAL</layouttype>",
        "<selecttype>ALL</selecttype>",
        "<selectcount>0</selectcount>",
        `<gradingtype>${response.whole ? "ALL_OR_NOTHING" : "ABSOLUTE_POSITION"}</gradingtype>`,
        "<showgrading>HIDE</showgrading>",
        ...choices.map(({ text }) => html("answer", asHtml(text), ' fraction="1"')),
      ];
    case "text-entry":
      return [
        `<usecase>${response.caseSensitive ? 1 : 0}</usecase>`,
        ...texts.flatMap((key) => plainAnswer(key.text, key)),
      ];
    case "numeric":
      return [...numbers.flatMap(number), ...units(entry?.units ?? [])];
    case "extended-text":
      return ["<responseformat>editor</responseformat>", ...grader(scorerNotes)];
    case "file-upload":
      return [
        "<responseformat>noinline</responseformat>",
        `<attachments>${entry?.files?.most ?? 1}</attachments>`,
        ...(entry?.files ? [`<maxbytes>${entry.files.bytes}</maxbytes>`] : []),
        `<filetypeslist>${escapeXml(entry?.files?.mediaTypes.join(",") ?? "")}</filetypeslist>`,
        ...grader(scorerNotes),
      ];
    case "inline-choice":
      return [];
  }
}

const grader = (notes: string | undefined): Lines =>
  notes ? [html("graderinfo", asHtml(notes))] : [];

function answer({ text, feedback: why }: Choice, share: number): Lines {
  return [
    `<answer fraction="${decimal(percent(share))}" format="html">`,
    [`<text>${escapeXml(asHtml(text))}</text>`, feedback(why)],
    "</answer>",
  ];
}

function plainAnswer(
  text: string,
  { score, feedback: why }: { score: number; feedback: string | null },
  more: Lines = [],
): Lines {
  return [
    `<answer fraction="${decimal(percent(score))}" format="moodle_auto_format">`,
    [`<text>${escapeXml(text)}</text>`, feedback(why), ...more],
    "</answer>",
  ];
}

function number(key: { from: number; to: number; score: number; feedback: string | null }): Lines {
  if (isAnyNumber(key)) return plainAnswer("*", key, ["<tolerance>0</tolerance>"]);
  const { value, tolerance } = toleranceOf(key);
  return plainAnswer(String(value), key, [`<tolerance>${tolerance}</tolerance>`]);
}

function units(given: readonly { name: string; factor: number }[]): Lines {
  if (given.length === 0) return [];
  const each = given.map(
    ({ name, factor }) =>
      `<unit><multiplier>${clean(1 / factor)}</multiplier><unit_name>${escapeXml(name)}</unit_name></unit>`,
  );
  return [
    "<unitgradingtype>1</unitgradingtype>",
    "<unitpenalty>1</unitpenalty>",
    "<showunits>2</showunits>",
    "<units>",
    each,
    "</units>",
  ];
}

function pairs(choices: readonly Choice[], sources: readonly Choice[], correct: readonly string[]) {
  const answerOf = new Map(correct.map((part) => part.split(" ") as [string, string]));
  const used = new Set(answerOf.values());
  const textOf = (id: string | undefined) => choices.find((one) => one.id === id)?.text ?? "";
  const pair = (left: string, right: string): Lines => [
    '<subquestion format="html">',
    [
      `<text>${escapeXml(asHtml(left))}</text>`,
      `<answer><text>${escapeXml(right)}</text></answer>`,
    ],
    "</subquestion>",
  ];
  return [
    ...sources.flatMap(({ id, text }) => pair(text, textOf(answerOf.get(id)))),
    ...choices.filter(({ id }) => !used.has(id)).flatMap(({ text }) => pair("", text)),
  ];
}
