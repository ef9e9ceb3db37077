import { type AssessmentItem, isAnyNumber } from "#app/domain/assessment/item.ts";
import { writeAnswerLines } from "./answer-lines.ts";
import { weightsOf, worthOf } from "./formats/moodle-xml/carry.ts";
import { percent } from "./formats/number.ts";

/** A form's fields as they are typed; rows have their number in the name: `opcion-1`. */
export type Fields = Record<string, string | string[]>;

/** The form of an item, filled in. */
export function fieldsOf(item: AssessmentItem): Fields {
  const { caseSensitive, accentSensitive, whole } = item.response;
  return {
    titulo: item.title,
    enunciado: item.prompt,
    explicacion: item.feedback ?? "",
    objetivo: item.objective ?? "",
    dificultad: item.difficulty,
    "usos[]": item.uses,
    "paises[]": item.countries,
    autor: item.author ?? "",
    licencia: item.license ?? "",
    etiquetas: (item.tags ?? []).join(", "),
    notas: item.scorerNotes ?? "",
    largo: item.entry?.length ? String(item.entry.length) : "",
    "reglas[]": [
      ...(caseSensitive ? ["mayusculas"] : []),
      ...(accentSensitive ? ["tildes"] : []),
      ...(whole ? ["completa"] : []),
    ],
    ...rowsOf(item),
  };
}

/** Fields of each row, numbered from 1, and how many rows there are. */
function numbered(rows: readonly Record<string, string>[]): Fields {
  const fields: Fields = { filas: String(rows.length) };
  for (const [index, row] of rows.entries()) {
    for (const [name, value] of Object.entries(row)) fields[`${name}-${index + 1}`] = value;
  }
  return fields;
}

function rowsOf(item: AssessmentItem): Fields {
  const { choices, sources = [], gaps = [], entry, rubric, response } = item;
  const { mapping, correct, texts = [], numbers = [] } = response;
  switch (item.interaction) {
    case "choice":
    case "multiple-response":
      return numbered(
        choices.map(({ id, text, feedback }) => ({
          opcion: text,
          vale: String(percent(mapping[id] ?? 0)),
          porque: feedback ?? "",
        })),
      );
    case "true-false": {
      const why = (id: string) => choices.find((choice) => choice.id === id)?.feedback ?? "";
      return {
        clave: correct[0] ?? "",
        "porque-verdadero": why("true"),
        "porque-falso": why("false"),
      };
    }
    case "match": {
      const answers = new Map(correct.map((part) => part.split(" ") as [string, string]));
      const textOf = (id = "") => choices.find((choice) => choice.id === id)?.text ?? "";
      const used = new Set(answers.values());
      return numbered([
        ...sources.map(({ id, text, feedback }) => {
          return { fuente: text, opcion: textOf(answers.get(id)), porque: feedback ?? "" };
        }),
        ...choices
          .filter(({ id }) => !used.has(id))
          .map(({ text }) => ({ fuente: "", opcion: text, porque: "" })),
      ]);
    }
    case "order": {
      const place = new Map(correct.map((part) => part.split(" ") as [string, string]));
      const inOrder = choices.toSorted(
        (one, other) => Number(place.get(one.id)) - Number(place.get(other.id)),
      );
      return numbered(
        inOrder.map(({ text, feedback }) => ({ opcion: text, porque: feedback ?? "" })),
      );
    }
    case "text-entry":
      return numbered(
        texts.map(({ text, score, feedback }) => {
          return { opcion: text, vale: String(percent(score)), porque: feedback ?? "" };
        }),
      );
    case "numeric":
      return {
        ...numbered(
          numbers.map((number) => ({
            desde: isAnyNumber(number) ? "" : String(number.from),
            hasta: isAnyNumber(number) || number.to === number.from ? "" : String(number.to),
            vale: String(percent(number.score)),
            porque: number.feedback ?? "",
          })),
        ),
        unidades: (entry?.units ?? []).map(({ name, factor }) => `${name} = ${factor}`).join("\n"),
      };
    case "inline-choice": {
      const weights = weightsOf(item);
      return numbered(
        gaps.map((gap, index) => {
          const worth = worthOf(item, gap.id) || 1;
          const answers =
            gap.choices.length > 0
              ? choices
                  .filter(({ id }) => gap.choices.includes(id))
                  .map(({ id, text, feedback }) => {
                    return { text, feedback, share: (mapping[`${gap.id} ${id}`] ?? 0) / worth };
                  })
              : texts
                  .filter((key) => key.gap === gap.id)
                  .map(({ text, score, feedback }) => ({ text, feedback, share: score / worth }));
          return {
            hueco: gap.id,
            modo: gap.choices.length > 0 ? "elegir" : "escribir",
            respuestas: writeAnswerLines(answers),
            peso: String(weights[index] ?? 1),
          };
        }),
      );
    }
    case "extended-text":
    case "file-upload":
      return {
        ...numbered(
          (rubric?.criteria ?? []).map(({ text, levels }) => ({
            criterio: text,
            niveles: levels.map((level) => `${level.points} | ${level.text}`).join("\n"),
          })),
        ),
        archivos: String(entry?.files?.most ?? 1),
        megas: String((entry?.files?.bytes ?? MEGABYTE * 5) / MEGABYTE),
        medios: (entry?.files?.mediaTypes ?? ["application/pdf"]).join(", "),
      };
  }
}

export const MEGABYTE = 1024 * 1024;
