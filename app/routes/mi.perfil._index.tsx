import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { noticeOf } from "#app/domain/people/notice.tsx";
import { profileOf } from "#app/domain/people/profile.server.ts";
import { ProfilePage } from "#app/domain/people/profile.tsx";
import { changeProfile, ProfileChange } from "#app/domain/people/profile-change.server.ts";
import { countries, municipalitiesOf } from "#app/domain/people/queries.server.ts";
import { pendingEmail } from "#app/domain/people/registration.server.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { askAtOnce } from "#app/server/question.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("people.profile.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const country = new URL(request.url).searchParams.get("pais") ?? viewer.country;
  const { username, fullName, email, organizationId } = viewer;
  const { profile, ...rest } = await askAtOnce(context.db, {
    profile: profileOf(viewer),
    pendingEmail: pendingEmail(viewer.id, context.now),
    divisions: municipalitiesOf(country ?? ""),
    countries: countries(),
  });
  const own = { username, fullName, email, organizationId };
  return { notice: noticeOf(request.url), profile: { ...own, ...profile, ...rest } };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const form = await readForm(request, ProfileChange);
  if (!form.ok) return json(form, 400);
  const changed = await changeProfile(context.db, viewer, form.value, context.now);
  if (typeof changed === "object") return json(changed.state, changed.status);
  return seeOther(`${paths.profile()}?aviso=${changed}`);
}

export default function Profile() {
  return <ProfilePage {...useLoaderData<typeof loader>()} state={useActionData<typeof action>()} />;
}
