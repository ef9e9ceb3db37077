import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { VerifyEmail } from "#app/domain/people/recover.tsx";
import { emailAwaiting, verifyEmail } from "#app/domain/people/registration.server.ts";
import { paths } from "#app/paths.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("people.verify.title");

/** Opening the link changes nothing: mail filters open links too. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const email = await emailAwaiting(context.db, params.token ?? "", context.now);
  return json({ email }, email ? 200 : 410);
}

export async function action({ context, params }: ActionFunctionArgs) {
  const notice = await verifyEmail(context.db, params.token ?? "", context.now);
  return seeOther(`${paths.login()}?aviso=${notice.ok ? "correo-confirmado" : notice.reason}`);
}

export default function Verify() {
  return <VerifyEmail {...useLoaderData<typeof loader>()} />;
}
