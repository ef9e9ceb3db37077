import { z } from "zod";

const WHOLE = /^(\d{1,2}|100)?$/;

/** A rating as it is typed: 0 to 100, or nothing yet. */
const Percent = z
  .string()
  .trim()
  .regex(WHOLE, "psychometrics.judging.percent")
  .transform((text) => (text === "" ? null : Number(text)));

/** The name of the field of an item. */
export const ratingField = (position: number): string => `p${position}`;

/**
 * Ratings as their form sends them: `p1`, `p2` … by the items' places, the round that the
 * page showed (`vuelta`) and its number (`pagina`).
 */
export const RatingsForm = z.record(z.string(), Percent).transform((fields) => ({
  round: fields.vuelta === 2 ? (2 as const) : (1 as const),
  page: fields.pagina ?? 1,
  percents: new Map(
    Object.entries(fields).flatMap(([name, percent]): [number, number | null][] => {
      const position = /^p([1-9]\d{0,3})$/.exec(name)?.[1];
      return position ? [[Number(position), percent]] : [];
    }),
  ),
}));

export type RatingsForm = z.infer<typeof RatingsForm>;

/** The fields again, as they were typed. */
export function typedRatings({ percents }: RatingsForm): Record<string, string> {
  return Object.fromEntries(
    [...percents].map(([position, percent]) => [ratingField(position), String(percent ?? "")]),
  );
}

/** How a panel is set up: the whole bank, or a form drawn for a country. */
export const PanelForm = z.object({
  alcance: z
    .string("psychometrics.panels.scope-needed")
    .regex(/^(bank|form:[A-Z]{2})$/, "psychometrics.panels.scope-needed"),
});

/** What who runs a panel does with it. */
export const PanelAction = z.discriminatedUnion("hacer", [
  z.object({
    hacer: z.literal("invitar"),
    persona: z.string().trim().min(1).max(200),
  }),
  z.object({ hacer: z.literal("retirar"), juez: z.uuid() }),
  z.object({ hacer: z.literal("cerrar") }),
  z.object({
    hacer: z.literal("publicar"),
    "entiendo[]": z.array(z.literal("si"), "psychometrics.panel.understand-needed"),
  }),
]);

export type PanelAction = z.infer<typeof PanelAction>;
