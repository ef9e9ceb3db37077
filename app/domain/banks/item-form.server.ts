import { z } from "zod";
import { INTERACTIONS, type InteractionName } from "#app/domain/assessment/item.ts";
import { isHumanScored } from "#app/domain/assessment/scoring.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { FormState, Problem } from "#app/i18n/problem.ts";
import type { Database } from "#app/server/db.ts";
import { type FieldFault, MOST_ROWS } from "./field-reader.ts";
import { LONGEST_TEXT } from "./formats/limits.ts";
import type { Fields } from "./item-fields.ts";
import { itemFrom } from "./item-from-fields.ts";
import { newItemId, saveItem } from "./save-item.server.ts";

/** The form of a question as it is posted: whatever fields its kind has. */
export const PostedItem = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** A kind of question as an address names it. */
export const Kind = z.enum(INTERACTIONS);

/** A new question's form: four rows, and nothing typed. */
export function emptyFields(interaction: InteractionName): Fields {
  const isMarked = isHumanScored({ interaction });
  return {
    ...{ filas: "4", dificultad: "media", "usos[]": [isMarked ? "exam" : "lesson"] },
    ...(isMarked && { filas: "1", archivos: "1", megas: "5", medios: "application/pdf" }),
  };
}

interface Target {
  courseSlug: string;
  /** Null = a new question. */
  itemId: string | null;
  interaction: InteractionName;
}

type Submitted =
  | { is: "saved"; id: string }
  | { is: "again"; state: FormState; status: 200 | 400 }
  | { is: "not-found" };

/** What a posted form asks for: one more row, or the question kept. */
export async function submitItem(
  db: Database,
  actor: Viewer,
  { courseSlug, itemId, interaction }: Target,
  fields: Fields,
  now: Date,
): Promise<Submitted> {
  if (fields.hacer === "fila") {
    const rows = Math.min(MOST_ROWS, (Number(fields.filas) || 0) + 1);
    const state = { problems: {}, values: { ...fields, filas: String(rows) } };
    return { is: "again", state, status: 200 };
  }
  const read = itemFrom(interaction, itemId ?? newItemId(), fields);
  if (!read.ok) {
    const problems = Object.entries(read.problems).map(([name, fault]) => [name, told(fault)]);
    const state = { problems: Object.fromEntries(problems), values: fields };
    return { is: "again", state, status: 400 };
  }
  const note = typeof fields.nota === "string" ? fields.nota.trim().slice(0, 500) : "";
  const saving = { courseSlug, item: read.item, isNew: itemId === null, note };
  const saved = await saveItem(db, actor, saving, now);
  return saved.ok ? { is: "saved", id: saved.value.id } : { is: "not-found" };
}

function told(fault: FieldFault): Problem {
  if (fault === "required") return { key: "ui.form.required" };
  if (fault === "too-long") return { key: "ui.form.too-long", values: { max: LONGEST_TEXT } };
  if (fault === "number" || fault === "tag") return { key: `banks.form-fault.${fault}` };
  return { key: `banks.fault.${fault}` };
}
