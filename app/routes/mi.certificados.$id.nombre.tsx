import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { confirmName } from "#app/domain/credentials/commands.server.ts";
import { ConfirmName } from "#app/domain/credentials/confirm-name.tsx";
import { confirmationFacts } from "#app/domain/credentials/queries.server.ts";
import { PersonName } from "#app/domain/people/person-name.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm, refusedField } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

const Confirmation = z.object({ name: PersonName });

export const meta = pageTitle("credentials.confirm.title");

export async function loader({ context, request, params: { id = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const facts = await confirmationFacts(context.db, viewer, id);
  if (!facts) throw new Response(null, { status: 404 });
  if (facts.issued) throw seeOther(paths.myCredentials());
  return facts;
}

export async function action({ context, request, params: { id = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const form = await readForm(request, Confirmation);
  if (!form.ok) return json(form, 400);
  const confirmation = {
    credentialId: id,
    name: form.value.name,
    address: `${context.origin}${paths.credential(id)}`,
    trial: context.config.publicUrl === null,
  };
  const outcome = await confirmName(context.db, viewer, confirmation, context.now);
  if (outcome.ok) return seeOther(paths.myCredentials());
  const { reason } = outcome;
  if (reason === "unknown") throw new Response(null, { status: 404 });
  const key =
    reason === "not-printable" || reason === "exam-not-passed"
      ? (`credentials.refused.${reason}` as const)
      : (`people.name.${reason}` as const);
  return json(refusedField(form.value, "name", key), 400);
}

export default function ConfirmNamePage() {
  const { title, name, place } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>();
  return <ConfirmName title={title} name={name} place={place} state={state} />;
}
