import { z } from "zod";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { FormState } from "#app/i18n/problem.ts";
import type { Database } from "#app/server/db.ts";
import { readForm, refusedField } from "#app/server/http/forms.ts";
import { countLateAnswers, giveMinutes, reopenAttempt } from "./proctor.server.ts";

const reason = z.string().trim().min(3).max(300);
const minutes = z
  .string()
  .trim()
  .regex(/^\d{1,3}$/, "assessment.room.refused.minutes")
  .transform(Number)
  .refine((count) => count >= 1 && count <= 240, "assessment.room.refused.minutes");

/** What a form of the page of an attempt asks for. */
const Asked = z.discriminatedUnion("hacer", [
  z.object({ hacer: z.literal("minutos"), minutes, reason }),
  z.object({ hacer: z.literal("reabrir"), minutes, reason }),
  z.object({ hacer: z.literal("contar"), reasonLate: reason }),
]);

/** What the page says afterwards. */
const NOTICE_OF = { minutos: "minutos", reabrir: "abierto", contar: "contadas" } as const;

/**
 * Does to an attempt what a form of the proctor's asks for. Answers the notice to show, the form
 * with what is wrong in it, or that there is nothing here for this person.
 */
export async function intervene(
  db: Database,
  viewer: Viewer,
  attemptId: string,
  request: Request,
  now: Date,
): Promise<{ notice: string } | FormState | "not-found"> {
  const form = await readForm(request, Asked);
  if (!form.ok) return form;
  const asked = form.value;
  const outcome = await apply();
  if (outcome.ok) return { notice: NOTICE_OF[asked.hacer] };
  if (outcome.reason === "unknown") return "not-found";
  const field = asked.hacer === "contar" ? "reasonLate" : "minutes";
  return refusedField(
    { ...asked, ...("minutes" in asked && { minutes: String(asked.minutes) }) },
    field,
    `assessment.room.refused.${outcome.reason}`,
  );

  function apply() {
    switch (asked.hacer) {
      case "minutos":
        return giveMinutes(db, viewer, { attemptId, ...asked }, now);
      case "reabrir":
        return reopenAttempt(db, viewer, { attemptId, ...asked }, now);
      case "contar":
        return countLateAnswers(db, viewer, { attemptId, reason: asked.reasonLate }, now);
    }
  }
}
