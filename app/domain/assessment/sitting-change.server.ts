import type { Viewer } from "#app/domain/people/viewer.ts";
import type { FormState } from "#app/i18n/problem.ts";
import type { Database } from "#app/server/db.ts";
import { readForm, refusedField } from "#app/server/http/forms.ts";
import { SittingForm, sittingPlan } from "./sitting-form.ts";
import { announceSitting, changeSitting } from "./sittings.server.ts";

/**
 * Announces the sitting that a form describes, or changes `sittingId` to it. Answers the form with
 * what is wrong in it, null when it was done, and "not-found" for who has no such right.
 */
export async function postedSitting(
  db: Database,
  viewer: Viewer,
  { courseSlug, sittingId }: { courseSlug: string; sittingId: string | null },
  request: Request,
  now: Date,
): Promise<FormState | "not-found" | null> {
  const form = await readForm(request, SittingForm);
  if (!form.ok) return form;
  const plan = sittingPlan(form.value, viewer.timeZone);
  if (!plan.ok) return fault(form.value, plan.reason);
  const outcome = sittingId
    ? await changeSitting(db, viewer, sittingId, plan.value, now)
    : await announceSitting(db, viewer, courseSlug, plan.value, now);
  if (outcome.ok) return null;
  return outcome.reason === "unknown" ? "not-found" : fault(form.value, outcome.reason);
}

const FIELDS = {
  "opens-time": "opensAt",
  "closes-time": "closesAt",
  "ends-before": "closesAt",
  over: "closesAt",
  cancelled: "title",
} as const;

const fault = (form: SittingForm, reason: keyof typeof FIELDS): FormState =>
  refusedField(form, FIELDS[reason], `assessment.sittings.refused.${reason}`);
