import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import {
  confirmAffiliation,
  correctName,
  endAffiliation,
  endRole,
  grantRole,
} from "#app/domain/people/commands.server.ts";
import { noticeOf } from "#app/domain/people/notice.tsx";
import { grouped } from "#app/domain/people/one-time-code.ts";
import { IssuedRecovery, PersonPage } from "#app/domain/people/person.tsx";
import { PersonName } from "#app/domain/people/person-name.ts";
import { canSeePeople, whatMay } from "#app/domain/people/policy.ts";
import { personFor } from "#app/domain/people/queries.server.ts";
import { issueRecoveryCode } from "#app/domain/people/recovery.server.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { organizationCode } from "#app/domain/people/territory.ts";
import { ROLES, type Viewer } from "#app/domain/people/viewer.ts";
import { Uuid } from "#app/kernel/ids.ts";
import { paths } from "#app/paths.ts";
import { readForm, refusedField } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

const reason = z.string().trim().min(3).max(300);
const Change = z.discriminatedUnion("hacer", [
  z.object({ hacer: z.literal("confirmar") }),
  z.object({ hacer: z.literal("terminar") }),
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
  z.object({ hacer: z.literal("nombre"), fullName: PersonName, reason }),
  z.object({ hacer: z.literal("recuperacion") }),
]);
type Change = z.infer<typeof Change>;

export const meta = pageTitle<{ person: { fullName: string } }>("people.person.title", (data) => ({
  name: data.person.fullName,
}));

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeePeople);
  const id = Uuid.safeParse(params.id).data;
  const person = id ? await personFor(context.db, viewer, id) : null;
  if (!person) throw new Response(null, { status: 404 });
  return { notice: noticeOf(request.url), person: { ...person, ...whatMay(viewer, person) } };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const { db, now, origin } = context;
  const viewer = await requireRight(context, request, canSeePeople);
  const id = Uuid.safeParse(params.id).data ?? "";
  const person = id ? await personFor(db, viewer, id) : null;
  if (!person) throw new Response(null, { status: 404 });
  const form = await readForm(request, Change);
  if (!form.ok) return json({ state: form, issued: null }, 400);
  const change = form.value;
  if (change.hacer === "recuperacion") {
    const issued = await issueRecoveryCode(db, viewer, id, now);
    if (!issued.ok) throw new Response(null, { status: 404 });
    const link = new URL(paths.recoverWith(issued.value), origin).href;
    return json({ state: null, issued: { person, code: grouped(issued.value), link } });
  }
  const outcome = await apply(change);
  if (outcome.ok) return seeOther(`${paths.person(id)}?aviso=${NOTICES[change.hacer]}`);
  if (outcome.reason === "not-found" || outcome.reason === "not-allowed") {
    throw new Response(null, { status: 404 });
  }
  const field = FIELDS[change.hacer];
  const state = refusedField(change, field, `people.refused.${outcome.reason}`);
  return json({ state, issued: null }, 400);

  function apply(change: Exclude<Change, { hacer: "recuperacion" }>) {
    switch (change.hacer) {
      case "confirmar":
        return confirmAffiliation(db, viewer, id, now);
      case "terminar":
        return endAffiliation(db, viewer, id, now);
      case "quitar-rol":
        return endRole(db, viewer, id, change.assignmentId, now);
      case "nombre":
        return correctName(db, viewer, id, change, now);
      case "rol":
        return grantRole(db, viewer, id, grantOf(change, viewer), now);
    }
  }
}

function grantOf(change: Extract<Change, { hacer: "rol" }>, viewer: Viewer) {
  const { role, organization, courseSlug } = change;
  const organizationId = organizationCode(organization, viewer.country);
  return { role, organizationId, courseSlug: courseSlug || null };
}

const NOTICES = {
  confirmar: "confirmado",
  terminar: "terminado",
  rol: "rol",
  "quitar-rol": "rol",
  nombre: "guardado",
} as const;

const FIELDS = {
  ...{ confirmar: "", terminar: "", "quitar-rol": "" },
  ...{ rol: "organization", nombre: "fullName" },
} as const;

export default function PersonRoute() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer?.issued) return <IssuedRecovery {...answer.issued} />;
  return <PersonPage {...data} state={answer?.state} />;
}
