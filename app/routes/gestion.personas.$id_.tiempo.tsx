import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AccommodationForm } from "#app/domain/assessment/accommodation.ts";
import { ACCOMMODATION_NOTICES, Accommodation } from "#app/domain/assessment/accommodation.tsx";
import {
  accommodate,
  accommodationPage,
  endAccommodation,
} from "#app/domain/assessment/accommodations.server.ts";
import { canAccommodateSomebody } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { postedForm, readForm } from "#app/server/http/forms.ts";
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
  const { db, now } = context;
  const isEnd = (await postedForm(request.clone())).get("hacer") === "terminar";
  const form = isEnd ? null : await readForm(request, AccommodationForm);
  if (form && !form.ok) {
    found(await accommodationPage(db, viewer, id));
    return json(form, 400);
  }
  const outcome = form
    ? await accommodate(db, viewer, id, form.value, now)
    : await endAccommodation(db, viewer, id, now);
  if (!outcome.ok) throw new Response(null, { status: 404 });
  return seeOther(`${paths.personAccommodation(id)}?aviso=${isEnd ? "terminado" : "dado"}`);
}

export default function ExtraTime() {
  return (
    <Accommodation {...useLoaderData<typeof loader>()} state={useActionData<typeof action>()} />
  );
}
