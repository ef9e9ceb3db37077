import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { NewPasswordForm, UsedLink } from "#app/domain/people/recover.tsx";
import { recover, recoveryOf } from "#app/domain/people/recovery.server.ts";
import { NewPassword } from "#app/domain/people/registration.ts";
import { logOutCookie } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm, refusedField } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle<{ username: string | null }>(({ username }) =>
  username ? "people.recover.new-title" : "people.used-link.title",
);

export async function loader({ context, params }: LoaderFunctionArgs) {
  const person = await recoveryOf(context.db, params.token ?? "", context);
  return json({ username: person?.username ?? null }, person ? 200 : 410);
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const form = await readForm(request, z.object({ password: NewPassword }));
  if (!form.ok) return json(form, 400);
  const { password } = form.value;
  const recovered = await recover(context.db, params.token ?? "", password, context);
  if (recovered.ok) return seeOther(`${paths.login()}?aviso=clave-nueva`, [logOutCookie()]);
  if (recovered.reason === "link-used") return seeOther(paths.recoverWith(params.token ?? ""));
  return json(refusedField({}, "password", `people.refused.${recovered.reason}`), 400);
}

export default function RecoverWith() {
  const { username } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>();
  return username ? (
    <NewPasswordForm username={username} state={state} />
  ) : (
    <UsedLink next="recover" />
  );
}
