import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AccommodationForm } from "#app/domain/assessment/accommodation.ts";
import { ACCOMMODATION_NOTICES, Accommodation } from "#app/domain/assessment/accommodation.tsx";
import { accommodate, accommodationPage } from "#app/domain/assessment/accommodations.server.ts";
import { canAccommodateSomebody } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm } from "#app/server/http/forms.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { noticeIn } from "#app/ui/notice-in.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle<{ page: { person: { fullName: string } } }>(
  "assessment.accommodation.title",
  ({ page }) => ({ name: page.person.fullName }),
);

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canAccommodateSomebody);
  const page = found(await accommodationPage(context.db, viewer, params.id ?? ""));
  return { page, notice: noticeIn(ACCOMMODATION_NOTICES, request.url) };
}

export async function action({ context, params: { id = "" }, request }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, canAccommodateSomebody);
  found(await accommodationPage(context.db, viewer, id));
  const form = await readForm(request, AccommodationForm);
  if (!form.ok) return json(form, 400);
  const given = await accommodate(context.db, viewer, id, form.value, context.now);
  if (!given.ok) throw new Response(null, { status: 404 });
  return seeOther(`${paths.personAccommodation(id)}?aviso=dado`);
}

export default function ExtraTime() {
  return (
    <Accommodation {...useLoaderData<typeof loader>()} state={useActionData<typeof action>()} />
  );
}
