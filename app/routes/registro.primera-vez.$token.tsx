import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import {
  createFirstAdministrator,
  isFirstAdministratorLink,
} from "#app/domain/people/first-administrator.server.ts";
import { withErrand } from "#app/domain/people/login.server.ts";
import { UsedLink } from "#app/domain/people/recover.tsx";
import { FirstAdministratorForm } from "#app/domain/people/register.tsx";
import { FirstAdministrator } from "#app/domain/people/registration.ts";
import { logIn } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm, refusedField } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle<{ serves: boolean }>(({ serves }) =>
  serves ? "people.first.title" : "people.used-link.title",
);

export async function loader({ context, params }: LoaderFunctionArgs) {
  const serves = await isFirstAdministratorLink(context.db, params.token ?? "", context.now);
  return json({ serves }, serves ? 200 : 410);
}

/** Then the second factor, and from there to the programme's name, countries and goal. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const form = await readForm(request, FirstAdministrator);
  if (!form.ok) return json(form, 400);
  const created = await createFirstAdministrator(
    context.db,
    params.token ?? "",
    form.value,
    context,
  );
  if (!created.ok && created.reason === "username-taken") {
    return json(refusedField(form.value, "username", "people.username.taken"), 400);
  }
  if (!created.ok) return seeOther(paths.firstAdministrator(params.token ?? ""));
  const next = withErrand(paths.secondFactor(), { volver: paths.program(), guardado: null });
  return seeOther(next, await logIn(context, request, created.value));
}

export default function FirstTime() {
  const { serves } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>();
  return serves ? <FirstAdministratorForm state={state} /> : <UsedLink next="login" />;
}
