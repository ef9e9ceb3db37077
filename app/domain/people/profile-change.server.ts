import { z } from "zod";
import type { FormState } from "#app/i18n/problem.ts";
import type { Database } from "#app/server/db.ts";
import { refusedField } from "#app/server/http/forms.ts";
import { PersonName } from "./person-name.ts";
import { changeOrganization, changeOwnName, isOwnPassword } from "./profile.server.ts";
import { askToVerify } from "./registration.server.ts";
import { OptionalEmail } from "./username.ts";
import type { Viewer } from "./viewer.ts";

/** What a form of one's own profile asks for. */
export const ProfileChange = z.discriminatedUnion("hacer", [
  z.object({ hacer: z.literal("nombre"), fullName: PersonName }),
  z.object({ hacer: z.literal("municipio"), organizationId: z.string().max(20) }),
  z.object({
    hacer: z.literal("correo"),
    email: OptionalEmail,
    currentPassword: z.string().min(1).max(1000),
  }),
]);

type ProfileChange = z.infer<typeof ProfileChange>;
type EmailChange = Extract<ProfileChange, { hacer: "correo" }>;

/** What the page says once it is done. */
type Notice = "guardado" | "enlace-enviado";

/** The form with what was refused, and the status of the answer. */
interface Refused {
  state: FormState;
  status: 400 | 429;
}

/** Does it: answers the notice to show, or the form with what was refused. */
export async function changeProfile(
  db: Database,
  viewer: Viewer,
  change: ProfileChange,
  now: Date,
): Promise<Notice | Refused> {
  switch (change.hacer) {
    case "nombre": {
      const changed = await changeOwnName(db, viewer, change.fullName, now);
      if (changed.ok) return "guardado";
      return {
        state: refusedField(change, "fullName", "people.profile.name-confirmed"),
        status: 400,
      };
    }
    case "municipio": {
      const changed = await changeOrganization(db, viewer, change.organizationId || null, now);
      if (changed.ok) return "guardado";
      const state = refusedField(change, "organizationId", "people.organization.unknown");
      return { state, status: 400 };
    }
    case "correo":
      return changeEmail(db, viewer, change, now);
  }
}

/** Whoever has the address can recover the account: an open session is not enough to give another. */
async function changeEmail(
  db: Database,
  viewer: Viewer,
  change: EmailChange,
  now: Date,
): Promise<Notice | Refused> {
  const refuse = (field: keyof EmailChange, reason: "no-match" | "too-many"): Refused => ({
    state: refusedField(change, field, `people.refused.${reason}`),
    status: reason === "too-many" ? 429 : 400,
  });
  const { email, currentPassword } = change;
  if (!email) return { state: refusedField(change, "email", "people.email.invalid"), status: 400 };
  const known = await isOwnPassword(db, viewer.id, currentPassword, now);
  if (!known.ok) return refuse("currentPassword", known.reason);
  if (email === viewer.email) return "guardado";
  const asked = await askToVerify(db, viewer.id, email, now);
  return asked.ok ? "enlace-enviado" : refuse("email", asked.reason);
}
