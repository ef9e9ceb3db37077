import { z } from "zod";
import type { FormState } from "#app/i18n/problem.ts";
import { Uuid } from "#app/kernel/ids.ts";
import type { Database } from "#app/server/db.ts";
import { refusedField } from "#app/server/http/forms.ts";
import { correctName, endRole, grantRole } from "./commands.server.ts";
import { PersonName } from "./person-name.ts";
import { organizationCode } from "./territory.ts";
import { ROLES, type Viewer } from "./viewer.ts";

/** What a form of somebody's page asks for. */
export const PersonChange = z.discriminatedUnion("hacer", [
  z.object({
    hacer: z.literal("rol"),
    role: z.enum(ROLES),
    organization: z.string().max(20).default(""),
    courseSlug: z
      .string()
      .trim()
      .max(80)
      .regex(/^[a-z0-9-]*$/)
      .default(""),
  }),
  z.object({ hacer: z.literal("quitar-rol"), assignmentId: Uuid }),
  z.object({
    hacer: z.literal("nombre"),
    fullName: PersonName,
    reason: z.string().trim().min(3).max(300),
  }),
]);

export type PersonChange = z.infer<typeof PersonChange>;

/** Does it: answers the notice to show, the form with what was refused, or that there is nothing here. */
export async function changePerson(
  db: Database,
  viewer: Viewer,
  userId: string,
  change: PersonChange,
  now: Date,
): Promise<"guardado" | "rol" | "not-found" | FormState> {
  const outcome = await apply();
  if (outcome.ok) return change.hacer === "nombre" ? "guardado" : "rol";
  if (outcome.reason === "not-found" || outcome.reason === "not-allowed") return "not-found";
  return refusedField(change, FIELDS[change.hacer], `people.refused.${outcome.reason}`);

  function apply() {
    switch (change.hacer) {
      case "quitar-rol":
        return endRole(db, viewer, userId, change.assignmentId, now);
      case "nombre":
        return correctName(db, viewer, userId, change, now);
      case "rol": {
        const { role, organization, courseSlug } = change;
        const organizationId = organizationCode(organization, viewer.country);
        const grant = { role, organizationId, courseSlug: courseSlug || null };
        return grantRole(db, viewer, userId, grant, now);
      }
    }
  }
}

const FIELDS = { rol: "organization", "quitar-rol": "", nombre: "fullName" } as const;
