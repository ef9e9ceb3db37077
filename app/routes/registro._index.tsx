import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { errandOf, goOn, withErrand } from "#app/domain/people/login.server.ts";
import { countries, municipalitiesOf } from "#app/domain/people/queries.server.ts";
import { CountryStep, RegisterForm } from "#app/domain/people/register.tsx";
import { register } from "#app/domain/people/registration.server.ts";
import { Registration } from "#app/domain/people/registration.ts";
import { logIn, viewerOf } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm, refusedField } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { ask } from "#app/server/question.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("people.register.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  if (await viewerOf(context)) throw seeOther(paths.mine());
  const query = new URL(request.url).searchParams;
  const country = query.get("pais");
  const errand = errandOf(query);
  return {
    errand: {
      back: withErrand(paths.register(), errand),
      login: withErrand(paths.login(), errand),
    },
    countries: country ? [] : await ask(context.db, countries()),
    divisions: country ? await ask(context.db, municipalitiesOf(country)) : null,
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const errand = errandOf(new URL(request.url).searchParams);
  const form = await readForm(request, Registration);
  if (!form.ok) return json(form, 400);
  const registered = await register(context.db, form.value, context);
  if (!registered.ok) {
    const [field, key] = REFUSED[registered.reason];
    return json(refusedField(form.value, field, key), 400);
  }
  const cookies = await logIn(context, request, registered.value);
  return goOn(errand, cookies);
}

const REFUSED = {
  "username-taken": ["username", "people.username.taken"],
  "unknown-organization": ["organizationId", "people.organization.unknown"],
  "too-many": ["", "people.refused.too-many"],
} as const;

export default function Register() {
  const { errand, countries, divisions } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>();
  const hrefOf = (code: string) =>
    `${errand.back}${errand.back.includes("?") ? "&" : "?"}pais=${code}`;
  return divisions && divisions.length > 0 ? (
    <RegisterForm divisions={divisions} state={state} back={errand.back} />
  ) : (
    <CountryStep countries={countries} hrefOf={hrefOf} loginHref={errand.login} />
  );
}
