import type { AssessmentItem, InteractionName } from "#app/domain/assessment/item.ts";
import { type ItemProblem, itemProblem } from "#app/domain/assessment/item-problem.ts";
import { isHumanScored } from "#app/domain/assessment/scoring.ts";
import { DIFFICULTIES } from "#app/domain/courses/manifest.ts";
import { type FieldFault, FieldReader } from "./field-reader.ts";
import { oneLine } from "./formats/canonical.ts";
import { LONGEST_TEXT } from "./formats/limits.ts";
import { normalText } from "./formats/plain-text.ts";
import { isTag } from "./formats/tags.ts";
import type { Fields } from "./item-fields.ts";
import { partsFrom } from "./parts-from-fields.ts";

export type FromFields =
  | { ok: true; item: AssessmentItem }
  | { ok: false; problems: Record<string, FieldFault> };

/** Where the reason why an item cannot be asked is shown. */
const PLACES: Record<ItemProblem, string> = {
  "no-prompt": "enunciado",
  "no-objective": "objetivo",
  "too-few-choices": "opcion-1",
  "repeated-choice": "opcion-1",
  "empty-choice": "opcion-1",
  "no-key": "vale-1",
  "several-keys": "vale-1",
  "bad-weights": "vale-1",
  "too-few-sources": "fuente-1",
  "bad-part-id": "opcion-1",
  "bad-entry": "largo",
  "bad-range": "desde-1",
  "bad-unit": "unidades",
  "no-gap": "hueco-1",
  "gap-without-key": "respuestas-1",
  "no-rubric": "criterio-1",
  "marked-by-a-person": "usos[]",
};

/** The item that a form says, or what is wrong with which of its fields. */
export function itemFrom(interaction: InteractionName, id: string, fields: Fields): FromFields {
  const reader = new FieldReader(fields);
  const tags = reader.text("etiquetas").split(",").map(oneLine).filter(Boolean);
  const [author, license] = [oneLine(reader.text("autor")), oneLine(reader.text("licencia"))];
  if (!tags.every(isTag)) reader.fault("etiquetas", "tag");
  const notes = normalText(reader.text("notas"));
  const isMarked = isHumanScored({ interaction });
  const { entry, ...parts } = partsFrom(interaction, reader);
  const length = reader.optionalNumber("largo");
  const hasLength = length !== null && length > 0 && interaction !== "file-upload";
  const whole = { ...entry, ...(hasLength && { length: Math.round(length) }) };
  const item: AssessmentItem = {
    id,
    title: oneLine(reader.text("titulo")),
    interaction,
    prompt: normalText(reader.text("enunciado")),
    ...parts,
    ...(Object.keys(whole).length > 0 && { entry: whole }),
    feedback: normalText(reader.text("explicacion")) || null,
    ...(notes && isMarked && { scorerNotes: notes }),
    objective: oneLine(reader.text("objetivo")) || null,
    difficulty: DIFFICULTIES.find((each) => each === reader.text("dificultad")) ?? "media",
    countries: reader.list("paises[]").filter((code) => /^[A-Z]{2}$/.test(code)),
    uses: (["lesson", "exam", "review"] as const).filter((use) =>
      reader.list("usos[]").includes(use),
    ),
    ...(author && { author }),
    ...(license && { license }),
    ...(tags.length > 0 && { tags: [...new Set(tags)] }),
  };
  if (item.uses.length === 0) reader.fault("usos[]", "required");
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === "string" && value.length > LONGEST_TEXT) reader.fault(name, "too-long");
  }
  const problem = itemProblem(item);
  if (problem) {
    const place = interaction === "true-false" && problem === "no-key" ? "clave" : PLACES[problem];
    reader.fault(placeIn(interaction, place), problem);
  }
  const { problems } = reader;
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, item };
}

/** Orders have no worth to type, nor has a pair. */
function placeIn(interaction: InteractionName, place: string): string {
  const hasWorth = interaction !== "order" && interaction !== "match";
  return place === "vale-1" && !hasWorth ? "opcion-1" : place;
}
