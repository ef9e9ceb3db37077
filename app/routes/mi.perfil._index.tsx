import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { noticeOf } from "#app/domain/people/notice.tsx";
import { PersonName } from "#app/domain/people/person-name.ts";
import { changeOrganization, changeOwnName, profileOf } from "#app/domain/people/profile.server.ts";
import { ProfilePage } from "#app/domain/people/profile.tsx";
import { countries, municipalitiesOf } from "#app/domain/people/queries.server.ts";
import { askToVerify, pendingEmail } from "#app/domain/people/registration.server.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { OptionalEmail } from "#app/domain/people/username.ts";
import { paths } from "#app/paths.ts";
import { readForm, refusedField } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

const Change = z.discriminatedUnion("hacer", [
  z.object({ hacer: z.literal("nombre"), fullName: PersonName }),
  z.object({ hacer: z.literal("municipio"), organizationId: z.string().max(20) }),
  z.object({ hacer: z.literal("correo"), email: OptionalEmail }),
]);

export const meta = pageTitle("people.profile.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const country = new URL(request.url).searchParams.get("pais") ?? viewer.country;
  const { username, fullName, email, organizationId } = viewer;
  return {
    notice: noticeOf(request.url),
    profile: {
      ...{ username, fullName, email, organizationId },
      ...(await profileOf(context.db, viewer)),
      pendingEmail: await pendingEmail(context.db, viewer.id, context.now),
      divisions: country ? await municipalitiesOf(context.db, country) : [],
      countries: await countries(context.db),
    },
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const { db, now } = context;
  const viewer = await requireViewer(context, request);
  const form = await readForm(request, Change);
  if (!form.ok) return json(form, 400);
  const given = form.value;
  if (given.hacer === "nombre") {
    const changed = await changeOwnName(db, viewer, given.fullName, now);
    if (!changed.ok) {
      return json(refusedField(given, "fullName", "people.profile.name-confirmed"), 400);
    }
  } else if (given.hacer === "municipio") {
    const changed = await changeOrganization(db, viewer, given.organizationId || null, now);
    if (!changed.ok) {
      return json(refusedField(given, "organizationId", "people.organization.unknown"), 400);
    }
  } else {
    if (!given.email) return json(refusedField(given, "email", "people.email.invalid"), 400);
    if (given.email === viewer.email) return seeOther(`${paths.profile()}?aviso=guardado`);
    const asked = await askToVerify(db, viewer.id, given.email, now);
    if (!asked.ok) return json(refusedField(given, "email", "people.refused.too-many"), 429);
    return seeOther(`${paths.profile()}?aviso=enlace-enviado`);
  }
  return seeOther(`${paths.profile()}?aviso=guardado`);
}

export default function Profile() {
  return <ProfilePage {...useLoaderData<typeof loader>()} state={useActionData<typeof action>()} />;
}
