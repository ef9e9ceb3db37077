import { z } from "zod";
import { Uuid } from "#app/kernel/ids.ts";
import { pair } from "./interactions/pairs.ts";
import type { ItemResponse } from "./item.ts";

/** An answer as its page sends it. */
export interface GivenAnswer {
  /** UUID made by the page: sent again, it is the same answer. */
  id: string;
  item: string;
  response: ItemResponse;
}

/** Field with the UUID of the answer to an item. */
export const idField = (item: string): string => `id.${item}`;

/** Field of the parts of an item's response; the brackets say that it is a list. */
export const responseField = (item: string): string => `response.${item}[]`;

/** Field of the files sent with an answer; those kept already are parts of its response. */
export const fileField = (item: string): string => `file.${item}`;

/** Name of the button that takes a file out of its answer; its value is `item file`. */
export const REMOVE = "quitar";

/** Name of the button that saves and stays at a question; its value is the item. */
export const STAY = "quedarse";

/** Field of what is typed in a gap: a part of the response that its page cannot pair with the gap. */
export const gapField = (item: string, gap: string): string => `response.${item}[${gap}]`;

const GAP_FIELD = /^response\.([^[\]]+)\[([^[\]]+)\]$/;

/** More than any form asks, any question offers, and anybody types. */
const MOST_ANSWERS = 200;
const MOST_PARTS = 100;
const MOST_CHARACTERS = 40_000;

/** What was left empty is no part; lines end as a page ends them, whoever sent them. */
const Response = z
  .array(z.string().max(MOST_CHARACTERS))
  .max(MOST_PARTS)
  .transform((parts) =>
    parts
      .map((part) => part.toWellFormed().replaceAll("\r\n", "\n"))
      .filter((part) => part.trim() !== ""),
  );

/** The answers among the fields of a form: one for each item whose UUID came. */
export const Answers = z
  .record(z.string(), z.union([z.string(), z.array(z.string())]))
  .transform((fields, context): GivenAnswer[] => {
    const answers: GivenAnswer[] = [];
    const typed = typedGaps(fields);
    for (const [name, value] of Object.entries(fields)) {
      if (!name.startsWith("id.")) continue;
      const item = name.slice("id.".length);
      const id = Uuid.safeParse(value);
      const taken = [fields[responseField(item)] ?? [], typed.get(item) ?? []].flat();
      const response = Response.safeParse(taken);
      if (!id.success || !response.success || answers.length >= MOST_ANSWERS) {
        context.addIssue({ code: "custom", path: [name], message: "ui.form.invalid" });
        return z.NEVER;
      }
      answers.push({ id: id.data, item, response: response.data });
    }
    if (answers.length === 0 || new Set(answers.map(({ id }) => id)).size < answers.length) {
      context.addIssue({ code: "custom", path: [""], message: "ui.form.invalid" });
      return z.NEVER;
    }
    return answers;
  });

/** What was typed in gaps, as pairs, by item. */
function typedGaps(fields: Record<string, string | string[]>): Map<string, string[]> {
  const gaps = new Map<string, string[]>();
  for (const [name, value] of Object.entries(fields)) {
    const [, item, gap] = GAP_FIELD.exec(name) ?? [];
    if (item === undefined || gap === undefined) continue;
    const texts = [value].flat().filter((text) => text.trim() !== "");
    gaps.set(item, [...(gaps.get(item) ?? []), ...texts.map((text) => pair(gap, text))]);
  }
  return gaps;
}

/** Name of the button that also goes on to hand the exam in. */
export const REVIEW = "entregar";

/** A button's value that names something of an item: `item thing`. */
const Named = z
  .string()
  .transform((value) => value.split(" "))
  .pipe(z.tuple([z.string(), z.string()]));

/** What a page of an exam sends: the attempt it belongs to, its answers, and where to go next. */
export const AttemptAnswers = z
  .looseObject({ attempt: Uuid, [REMOVE]: Named.optional(), [STAY]: z.string().optional() })
  .transform(({ attempt, [REMOVE]: removed, [STAY]: stay, ...fields }) => ({
    attempt,
    answers: fields,
    review: REVIEW in fields,
    /** The file that is taken out of its answer. */
    removed: removed?.[1] ?? null,
    /** The item whose question is shown again. */
    stay: removed?.[0] ?? stay ?? null,
  }))
  .pipe(
    z.object({
      attempt: z.string(),
      answers: Answers,
      review: z.boolean(),
      removed: z.string().nullable(),
      stay: z.string().nullable(),
    }),
  );

/** What the page of a practice exam sends: its answers, and whether it is handed in with them. */
export const PracticeAnswers = z
  .record(z.string(), z.union([z.string(), z.array(z.string())]))
  .transform((fields) => ({ answers: fields, handIn: REVIEW in fields }))
  .pipe(z.object({ answers: Answers, handIn: z.boolean() }));
