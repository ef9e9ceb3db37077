import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { correctName } from "#app/domain/credentials/correct-name.server.ts";
import { CorrectName, type CorrectNameProps } from "#app/domain/credentials/correct-name.tsx";
import { heldOne } from "#app/domain/credentials/held-page.server.ts";
import { isNameProblem, PersonName } from "#app/domain/people/person-name.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm, refusedField } from "#app/server/http/forms.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

const Correction = z.object({ name: PersonName, why: z.string().trim().max(1000).default("") });

export const meta = pageTitle("credentials.correct.title");

export async function loader({ context, request, params: { id = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const { title, issued } = found(await heldOne(context.db, viewer, id, context.now));
  return { title, issued };
}

export async function action({ context, request, params: { id = "" } }: ActionFunctionArgs) {
  const { db, now, origin, config } = context;
  const viewer = await requireViewer(context, request);
  const form = await readForm(request, Correction);
  if (!form.ok) return json(form, 400);
  const site = { origin, trial: config.publicUrl === null };
  const outcome = await correctName(db, viewer, { credentialId: id, ...form.value }, site, now);
  if (outcome.ok) {
    const notice = outcome.value === "asked" ? "pedido" : "corregido";
    return seeOther(`${paths.myCredentials()}?aviso=${notice}`);
  }
  const { reason } = outcome;
  if (reason === "unknown") throw new Response(null, { status: 404 });
  const key = isNameProblem(reason)
    ? (`people.name.${reason}` as const)
    : (`credentials.refused.${reason}` as const);
  return json(refusedField(form.value, "name", key), 400);
}

export default function CorrectNamePage() {
  const { title, issued } = useLoaderData() as CorrectNameProps;
  return <CorrectName title={title} issued={issued} state={useActionData<typeof action>()} />;
}
