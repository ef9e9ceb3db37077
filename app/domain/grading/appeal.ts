import { z } from "zod";
import type { ItemResponse } from "#app/domain/assessment/item.ts";
import type { QuestionView } from "#app/domain/assessment/item-view.ts";

/** Days after a result in which a question of it may be appealed. */
const APPEAL_DAYS = 10;

/** Most characters of an appeal, an answer or a reason. */
export const APPEAL_LENGTH = 2000;

/** A text that somebody has to write. */
export const written = z
  .string()
  .transform((text) => text.replaceAll("\r\n", "\n").trim())
  .pipe(z.string().min(1).max(APPEAL_LENGTH));

export const AppealForm = z.object({
  pregunta: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, "grading.appeal.which-bad")
    .transform(Number),
  motivo: written,
});

/** When appeals about a result known at that moment end. */
export const appealsEnd = (known: Date): Date =>
  new Date(known.getTime() + APPEAL_DAYS * 24 * 60 * 60 * 1000);

/** The page on which somebody appeals a question of their exam: never the key. */
export interface AppealPage {
  courseSlug: string;
  courseTitle: string;
  /** Of the attempt. */
  number: number;
  /** Questions of the attempt. */
  questions: number;
  /** ISO 8601 in UTC. */
  until: string;
  open: boolean;
  /** Places in the form, from 1, that were appealed already. */
  appealed: number[];
  /** The question that was chosen, as it was asked, and what was answered. */
  chosen: { place: number; question: QuestionView; response: ItemResponse } | null;
}
