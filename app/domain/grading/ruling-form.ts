import { z } from "zod";
import { Uuid } from "#app/kernel/ids.ts";
import { written } from "./appeal.ts";
import type { ItemCase } from "./appeals-page.ts";
import type { ItemChange } from "./rekey.ts";

const version = z.string().regex(/^[0-9a-f]{64}$/);

/** What a trainer posts about an item: to see what a ruling would do, to make it, or to reject. */
export const RulingForm = z.discriminatedUnion("hacer", [
  z.object({
    hacer: z.enum(["ver", "confirmar"]),
    version,
    cambio: z.enum(["anular", "otra", "tambien", "opciones", "texto"]),
    opcion: z.string().max(200).default(""),
    "opciones[]": z
      .union([z.string(), z.array(z.string())])
      .default([])
      .transform((ids) => [ids].flat()),
    texto: z.string().max(500).default(""),
    motivo: written,
  }),
  z.object({
    hacer: z.literal("rechazar"),
    version,
    "reclamos[]": z.union([Uuid, z.array(Uuid)]).transform((ids) => [ids].flat()),
    respuesta: written,
  }),
]);

type Ruled = Extract<z.output<typeof RulingForm>, { hacer: "ver" | "confirmar" }>;

/** The change that a form asks for. */
export function changeIn(form: Ruled): ItemChange {
  if (form.cambio === "anular") return { kind: "drop" };
  if (form.cambio === "opciones") return { kind: "choices", choices: form["opciones[]"] };
  if (form.cambio === "texto") return { kind: "typed", text: form.texto };
  return { kind: "choice", choice: form.opcion, beside: form.cambio === "tambien" };
}

/** What the form offers for an item that can be re-keyed so. */
export const CHANGES = {
  choice: ["anular", "otra", "tambien"],
  choices: ["anular", "opciones"],
  typed: ["anular", "texto"],
} as const satisfies Record<NonNullable<ItemCase["rekey"]>, readonly Ruled["cambio"][]>;

/** A person's decision about a pass that the new score does not reach. */
export const DecisionForm = z.object({
  cambio: Uuid,
  decision: z.enum(["keep", "withdraw"]),
  motivo: written,
});
