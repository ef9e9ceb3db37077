import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ManagerNote } from "#app/domain/credentials/issued.ts";
import { issuedPage } from "#app/domain/credentials/issued-page.server.ts";
import { declineName, reissue } from "#app/domain/credentials/reissue.server.ts";
import { ReissuePage, type ReissuePageProps } from "#app/domain/credentials/reissue-page.tsx";
import { isNameProblem, PersonName } from "#app/domain/people/person-name.ts";
import { canReissue } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm, refusedField } from "#app/server/http/forms.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

const Answer = z.discriminatedUnion("hacer", [
  z.object({ hacer: z.literal("reemitir"), name: PersonName, note: ManagerNote }),
  z.object({ hacer: z.literal("rechazar"), answer: ManagerNote }),
]);

export const meta = pageTitle<ReissuePageProps>("credentials.reissue.title", ({ credential }) => ({
  name: credential.claims.name,
}));

export async function loader({ context, request, params: { id = "" } }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canReissue);
  const { credential, may } = found(await issuedPage(context.db, viewer, id, context.now));
  return { credential: found(may.reissue || credential.nameRequest ? credential : null) };
}

export async function action({ context, request, params: { id = "" } }: ActionFunctionArgs) {
  const { db, now, origin, config } = context;
  const viewer = await requireRight(context, request, canReissue);
  const form = await readForm(request, Answer);
  if (!form.ok) return json(form, 400);
  if (form.value.hacer === "rechazar") {
    await declineName(db, viewer, { credentialId: id, answer: form.value.answer }, now);
    return seeOther(`${paths.issuedCredential(id)}?aviso=rechazado`);
  }
  const site = { origin, trial: config.publicUrl === null };
  const outcome = await reissue(db, viewer, { credentialId: id, ...form.value }, site, now);
  if (outcome.ok) return seeOther(`${paths.issuedCredential(outcome.value)}?aviso=reemitido`);
  const { reason } = outcome;
  if (reason === "unknown" || reason === "not-allowed") throw new Response(null, { status: 404 });
  const key = isNameProblem(reason)
    ? (`people.name.${reason}` as const)
    : (`credentials.refused.${reason}` as const);
  return json(refusedField(form.value, "name", key), 400);
}

export default function Reissuing() {
  const { credential } = useLoaderData() as ReissuePageProps;
  return <ReissuePage credential={credential} state={useActionData<typeof action>()} />;
}
