import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ManagerNote } from "#app/domain/credentials/issued.ts";
import { issuedPage } from "#app/domain/credentials/issued-page.server.ts";
import { lift, suspend } from "#app/domain/credentials/suspend.server.ts";
import {
  SuspensionPage,
  type SuspensionPageProps,
} from "#app/domain/credentials/suspension-page.tsx";
import { canSuspend } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm, refusedField } from "#app/server/http/forms.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

const Change = z.object({ note: ManagerNote, hacer: z.enum(["suspender", "levantar"]) });

export const meta = pageTitle<SuspensionPageProps>(
  ({ credential }) =>
    credential.standing === "suspended" ? "credentials.lift.title" : "credentials.suspend.title",
  ({ credential }) => ({ name: credential.claims.name }),
);

export async function loader({ context, request, params: { id = "" } }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSuspend);
  const { credential, may } = found(await issuedPage(context.db, viewer, id, context.now));
  return { credential: found(may.suspend || may.lift ? credential : null) };
}

export async function action({ context, request, params: { id = "" } }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, canSuspend);
  const form = await readForm(request, Change);
  if (!form.ok) return json(form, 400);
  const { note, hacer } = form.value;
  const change = hacer === "levantar" ? lift : suspend;
  const outcome = await change(context.db, viewer, { credentialId: id, note }, context.now);
  if (outcome.ok) {
    const notice = hacer === "levantar" ? "levantado" : "suspendido";
    return seeOther(`${paths.issuedCredential(id)}?aviso=${notice}`);
  }
  const { reason } = outcome;
  if (reason === "unknown" || reason === "not-allowed") throw new Response(null, { status: 404 });
  return json(refusedField(form.value, "note", `credentials.refused.${reason}`), 400);
}

export default function Suspension() {
  const { credential } = useLoaderData() as SuspensionPageProps;
  return <SuspensionPage credential={credential} state={useActionData<typeof action>()} />;
}
