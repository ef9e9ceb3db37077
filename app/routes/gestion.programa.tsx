import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { canSeeProgram, canSetProgram } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { setProgram } from "#app/domain/program/commands.server.ts";
import { ProgramForm } from "#app/domain/program/program-form.ts";
import { ProgramPage } from "#app/domain/program/program-form.tsx";
import { currentProgram } from "#app/domain/program/queries.server.ts";
import { paths } from "#app/paths.ts";
import { readForm } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("program.form.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeProgram);
  return {
    program: await currentProgram(context.db),
    canSet: canSetProgram(viewer),
    saved: new URL(request.url).searchParams.has("guardado"),
    today: context.now.toISOString().slice(0, 10),
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, canSetProgram);
  const form = await readForm(request, ProgramForm);
  if (!form.ok) return json(form, 400);
  const outcome = await setProgram(context.db, viewer, form.value, context.now);
  if (!outcome.ok) throw new Response(null, { status: 404 });
  return seeOther(`${paths.program()}?guardado`);
}

export default function ProgramRoute() {
  return <ProgramPage {...useLoaderData<typeof loader>()} state={useActionData<typeof action>()} />;
}
