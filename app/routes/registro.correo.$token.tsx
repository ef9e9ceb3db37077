import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { UsedLink, VerifyEmail } from "#app/domain/people/recover.tsx";
import { emailAwaiting, verifyEmail } from "#app/domain/people/registration.server.ts";
import { viewerOf } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { refusedField } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("people.verify.title");

/** Opening the link changes nothing: mail filters open links too. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const email = await emailAwaiting(context.db, params.token ?? "", context.now);
  return json({ email }, email ? 200 : 410);
}

export async function action({ context, params }: ActionFunctionArgs) {
  const verified = await verifyEmail(context.db, params.token ?? "", context.now);
  if (!verified.ok && verified.reason === "email-taken") {
    return json(refusedField({}, "", "people.email.taken"), 400);
  }
  const signedIn = await viewerOf(context);
  const notice = verified.ok ? "?aviso=correo-confirmado" : "";
  return seeOther(`${signedIn ? paths.profile() : paths.login()}${notice}`);
}

export default function Verify() {
  const { email } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>();
  return email ? <VerifyEmail email={email} state={state} /> : <UsedLink next="profile" />;
}
