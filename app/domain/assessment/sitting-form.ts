import { z } from "zod";
import { momentAt } from "#app/kernel/local-time.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";

/** What a page asks of a sitting, as it is typed: its times are those of the reader's zone. */
export const SittingForm = z.object({
  title: z.string().trim().min(3).max(120),
  opensAt: z.string(),
  closesAt: z.string(),
  acceso: z
    .string()
    .trim()
    .max(40)
    .regex(/^$|^[\p{L}\p{N}][\p{L}\p{N} -]{3,}$/u, "assessment.sittings.refused.code")
    .default(""),
});
export type SittingForm = z.infer<typeof SittingForm>;

/** A sitting as somebody announces it. */
export interface SittingPlan {
  title: string;
  opensAt: Date;
  closesAt: Date;
  accessCode: string | null;
}

/** A time that no clock shows, or an end before the beginning. */
export type SittingFault = "opens-time" | "closes-time" | "ends-before";

/** Reads the typed times as those of the zone. */
export function sittingPlan(
  form: SittingForm,
  timeZone: string,
): Result<SittingPlan, SittingFault> {
  const opensAt = momentAt(form.opensAt, timeZone);
  if (!opensAt) return refused("opens-time");
  const closesAt = momentAt(form.closesAt, timeZone);
  if (!closesAt) return refused("closes-time");
  if (closesAt <= opensAt) return refused("ends-before");
  return done({ title: form.title, opensAt, closesAt, accessCode: form.acceso || null });
}
