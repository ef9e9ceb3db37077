import { z } from "zod";
import { DIFFICULTIES } from "#app/domain/courses/manifest.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { FormState } from "#app/i18n/problem.ts";
import type { Database } from "#app/server/db.ts";
import { USES } from "./bank-search.ts";
import { FORMATS } from "./formats/format.ts";
import type { Defaults } from "./source-item.ts";
import { sendFile } from "./start-import.server.ts";

/** The fields that say what holds for questions that do not say it. */
export const PostedDefaults = z
  .object({
    objetivo: z.string().regex(/^[a-z0-9-]{0,80}$/),
    dificultad: z.enum(DIFFICULTIES),
    "usos[]": z.array(z.enum(USES)).default([]),
    "paises[]": z.array(z.string().regex(/^[A-Z]{2}$/)).default([]),
  })
  .transform(
    (form): Defaults => ({
      objective: form.objetivo || null,
      difficulty: form.dificultad,
      countries: form["paises[]"],
      uses: form["usos[]"].length > 0 ? form["usos[]"] : ["lesson"],
    }),
  );

type Sent = { id: string } | { state: FormState; status: number } | "not-found";

/** Keeps the file of a posted form to be read, or says what is wrong with it. */
export async function sendPosted(
  db: Database,
  actor: Viewer,
  form: FormData,
  now: Date,
): Promise<Sent> {
  const text = (name: string) => String(form.get(name) ?? "");
  const several = (name: string) => form.getAll(name).map(String);
  const values = {
    ...{ objetivo: text("objetivo"), dificultad: text("dificultad"), formato: text("formato") },
    ...{ "usos[]": several("usos[]"), "paises[]": several("paises[]") },
  };
  const refuse = (key: "banks.import.no-file" | "banks.file-fault.too-large", status = 400) => {
    return { state: { problems: { archivo: { key } }, values }, status };
  };
  const defaults = PostedDefaults.safeParse(values);
  const file = form.get("archivo");
  if (!(file instanceof File) || file.size === 0) return refuse("banks.import.no-file");
  const sent = await sendFile(
    db,
    actor,
    {
      courseSlug: text("curso"),
      fileName: file.name,
      bytes: Buffer.from(await file.arrayBuffer()),
      format: FORMATS.find((name) => name === values.formato) ?? null,
      defaults: defaults.success ? defaults.data : PostedDefaults.parse(NOTHING_POSTED),
    },
    now,
  );
  if (sent.ok) return { id: sent.value.id };
  if (sent.reason === "no-course") return "not-found";
  return refuse(
    sent.reason === "empty" ? "banks.import.no-file" : "banks.file-fault.too-large",
    sent.reason === "empty" ? 400 : 413,
  );
}

const NOTHING_POSTED = { objetivo: "", dificultad: "media" };
