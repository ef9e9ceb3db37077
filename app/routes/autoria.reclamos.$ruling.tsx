import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DecisionForm } from "#app/domain/grading/ruling-form.ts";
import { decidePass, rulingPage } from "#app/domain/grading/ruling-page.server.ts";
import type { RulingPage } from "#app/domain/grading/ruling-page.ts";
import { RulingView } from "#app/domain/grading/ruling-view.tsx";
import { canRevoke, canSeeGrading } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm } from "#app/server/http/forms.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

type Data = { page: RulingPage; deciding: string | null };
export const meta = pageTitle<Data>("grading.ruling.page", ({ page }) => ({
  item: page.itemTitle,
  date: page.at.slice(0, 10),
}));

export async function loader({ context, request, params: { ruling = "" } }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeGrading);
  const page = found(await rulingPage(context.db, viewer, ruling));
  return { page, deciding: new URL(request.url).searchParams.get("decidir") };
}

export async function action({ context, request, params: { ruling = "" } }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, canRevoke);
  const form = await readForm(request, DecisionForm);
  if (!form.ok) return json(form, 400);
  const { cambio: changeId, decision, motivo: reason } = form.value;
  const outcome = await decidePass(context.db, viewer, { changeId, decision, reason }, context.now);
  if (!outcome.ok) throw new Response(null, { status: 404 });
  return seeOther(paths.ruling(ruling));
}

export default function Ruling() {
  const { page, deciding } = useLoaderData() as Data;
  const state = useActionData<typeof action>() ?? null;
  return <RulingView page={page} deciding={deciding} state={state} />;
}
