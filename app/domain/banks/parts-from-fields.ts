import {
  ANY_NUMBER,
  type AssessmentItem,
  type Choice,
  type Gap,
  type InteractionName,
  type TextKey,
} from "#app/domain/assessment/item.ts";
import { readAnswerLines } from "./answer-lines.ts";
import type { FieldReader } from "./field-reader.ts";
import { oneLine } from "./formats/canonical.ts";
import { clean, sharesOf } from "./formats/number.ts";
import { choiceId, evenPairs, gapId, sourceId } from "./formats/parts.ts";
import { normalText } from "./formats/plain-text.ts";
import { MEGABYTE } from "./item-fields.ts";

type Parts = Pick<AssessmentItem, "choices" | "response"> &
  Partial<Pick<AssessmentItem, "sources" | "gaps" | "entry" | "rubric">>;

/** What the rows of a form say, by kind of question. */
export function partsFrom(interaction: InteractionName, reader: FieldReader): Parts {
  const parts = READERS[interaction](reader);
  const rules = reader.list("reglas[]");
  const typed = interaction === "text-entry" || interaction === "inline-choice";
  return {
    ...parts,
    response: {
      ...parts.response,
      ...(typed && rules.includes("mayusculas") && { caseSensitive: true }),
      ...(typed && rules.includes("tildes") && { accentSensitive: true }),
      ...(rules.includes("completa") && WITH_WHOLE.includes(interaction) && { whole: true }),
    },
  };
}

/** Kinds that may ask for all or nothing. */
export const WITH_WHOLE: readonly InteractionName[] = [
  "multiple-response",
  "match",
  "order",
  "inline-choice",
];

const READERS = {
  choice: (reader) => options(reader, true),
  "multiple-response": (reader) => options(reader, false),
  "true-false": trueFalse,
  match,
  order,
  "text-entry": textEntry,
  numeric,
  "inline-choice": gaps,
  "extended-text": (reader) => ({ ...NO_KEY, ...rubricOf(reader) }),
  "file-upload": fileUpload,
} satisfies Record<InteractionName, (reader: FieldReader) => Parts>;

const NO_KEY = { choices: [], response: { correct: [], mapping: {} } };

const why = (reader: FieldReader, name: string): string | null =>
  normalText(reader.text(name)) || null;

function choicesOf(reader: FieldReader): { rows: number[]; choices: Choice[] } {
  const rows = reader.rows("opcion");
  const choices = rows.map((row, index) => ({
    id: choiceId(index),
    text: normalText(reader.text(`opcion-${row}`)),
    feedback: why(reader, `porque-${row}`),
  }));
  return { rows, choices };
}

function options(reader: FieldReader, isSingle: boolean): Parts {
  const { rows, choices } = choicesOf(reader);
  const typed = rows.map((row) => clean(reader.share(`vale-${row}`) * 100));
  const shares = isSingle ? typed.map((weight) => weight / 100) : sharesOf(typed);
  const pairs = choices.map(({ id }, index) => [id, shares[index] ?? 0] as const);
  const correct = pairs.filter(([, share]) => (isSingle ? share === 1 : share > 0));
  return {
    choices,
    response: {
      correct: correct.map(([id]) => id),
      mapping: Object.fromEntries(pairs.filter(([, share]) => share !== 0)),
    },
  };
}

function trueFalse(reader: FieldReader): Parts {
  const key = reader.text("clave");
  const correct = key === "true" || key === "false" ? [key] : [];
  return {
    choices: [
      { id: "true", text: "", feedback: why(reader, "porque-verdadero") },
      { id: "false", text: "", feedback: why(reader, "porque-falso") },
    ],
    response: { correct, mapping: Object.fromEntries(correct.map((id) => [id, 1])) },
  };
}

function match(reader: FieldReader): Parts {
  const choices: Choice[] = [];
  const sources: Choice[] = [];
  const correct: string[] = [];
  for (const row of reader.rows("fuente", "opcion")) {
    const text = normalText(reader.text(`opcion-${row}`));
    if (text === "") reader.fault(`opcion-${row}`, "required");
    let choice = choices.find((each) => each.text === text);
    if (!choice) {
      choice = { id: choiceId(choices.length), text, feedback: null };
      choices.push(choice);
    }
    const source = normalText(reader.text(`fuente-${row}`));
    if (source === "") continue;
    const id = sourceId(sources.length);
    sources.push({ id, text: source, feedback: why(reader, `porque-${row}`) });
    correct.push(`${id} ${choice.id}`);
  }
  return { choices, sources, response: { correct, mapping: evenPairs(correct) } };
}

function order(reader: FieldReader): Parts {
  const { choices } = choicesOf(reader);
  const correct = choices.map(({ id }, index) => `${id} ${index + 1}`);
  return { choices, response: { correct, mapping: evenPairs(correct) } };
}

function textEntry(reader: FieldReader): Parts {
  const texts = reader.rows("opcion").map((row) => ({
    text: oneLine(reader.text(`opcion-${row}`)),
    score: clean(reader.share(`vale-${row}`)),
    feedback: why(reader, `porque-${row}`),
  }));
  return { choices: [], response: { correct: [], mapping: {}, texts } };
}

/** A row without numbers is what is said to any other answer. */
function numeric(reader: FieldReader): Parts {
  const numbers = reader.rows("desde", "hasta", "porque").map((row) => {
    const from = reader.optionalNumber(`desde-${row}`);
    const to = reader.optionalNumber(`hasta-${row}`) ?? from;
    const range = from === null || to === null ? ANY_NUMBER : { from, to };
    const score = clean(reader.share(`vale-${row}`));
    return { ...range, score, feedback: why(reader, `porque-${row}`) };
  });
  const units = unitsOf(reader);
  return {
    choices: [],
    response: { correct: [], mapping: {}, numbers },
    ...(units.length > 0 && { entry: { units } }),
  };
}

/** `km = 1000` on a line of its own; the first is what the others are measured in. */
function unitsOf(reader: FieldReader) {
  const lines = reader.text("unidades").split("\n").map(oneLine).filter(Boolean);
  return lines.map((line) => {
    const [name = "", factor = "1"] = line.split("=").map((part) => part.trim());
    const value = Number(factor.replace(",", "."));
    if (!(value > 0)) reader.fault("unidades", "number");
    return { name, factor: value };
  });
}

function gaps(reader: FieldReader): Parts {
  const rows = reader.rows("hueco", "respuestas");
  const weights = rows.map((row) => Math.max(0, reader.optionalNumber(`peso-${row}`) ?? 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const choices: Choice[] = [];
  const texts: TextKey[] = [];
  const all: Gap[] = [];
  const correct: string[] = [];
  const mapping: Record<string, number> = {};
  for (const [index, row] of rows.entries()) {
    const gap: Gap = { id: oneLine(reader.text(`hueco-${row}`)) || gapId(index), choices: [] };
    if (!/^[\w.-]{1,40}$/.test(gap.id)) reader.fault(`hueco-${row}`, "no-gap");
    const worth = (weights[index] ?? 0) / total;
    for (const { text, share, feedback } of readAnswerLines(reader.text(`respuestas-${row}`))) {
      if (reader.text(`modo-${row}`) === "escribir") {
        texts.push({ gap: gap.id, text, score: share * worth, feedback });
        continue;
      }
      const id = choiceId(choices.length);
      choices.push({ id, text, feedback });
      gap.choices.push(id);
      if (share !== 0) mapping[`${gap.id} ${id}`] = share * worth;
      if (share === 1) correct.push(`${gap.id} ${id}`);
    }
    all.push(gap);
  }
  const response = { correct, mapping, ...(texts.length > 0 && { texts }) };
  return { choices, gaps: all, response };
}

/** A criterion a row; its levels are lines such as `2 | well`. */
function rubricOf(reader: FieldReader): Pick<Parts, "rubric"> {
  const criteria = reader.rows("criterio", "niveles").map((row, index) => ({
    id: `c${index + 1}`,
    text: normalText(reader.text(`criterio-${row}`)),
    levels: reader
      .text(`niveles-${row}`)
      .split("\n")
      .map(oneLine)
      .filter(Boolean)
      .map((line) => {
        const [points = "", ...words] = line.split("|");
        const value = Number(points.trim().replace(",", "."));
        if (!(value >= 0)) reader.fault(`niveles-${row}`, "number");
        return { points: value, text: words.join("|").trim() };
      })
      .sort((one, other) => one.points - other.points),
  }));
  return criteria.length > 0 ? { rubric: { criteria } } : {};
}

function fileUpload(reader: FieldReader): Parts {
  const most = Math.round(reader.optionalNumber("archivos") ?? 1);
  const bytes = Math.round((reader.optionalNumber("megas") ?? 5) * MEGABYTE);
  if (most < 1 || most > 10) reader.fault("archivos", "number");
  if (bytes < 1 || bytes > 20 * MEGABYTE) reader.fault("megas", "number");
  const mediaTypes = reader
    .text("medios")
    .split(/[\s,]+/)
    .filter((type) => /^[\w.+-]+\/[\w.+*-]+$/.test(type));
  if (mediaTypes.length === 0) reader.fault("medios", "required");
  return { ...NO_KEY, ...rubricOf(reader), entry: { files: { most, bytes, mediaTypes } } };
}
