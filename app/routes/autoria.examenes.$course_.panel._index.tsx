import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { canSeeStatistics, canTeach } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { createPanel } from "#app/domain/psychometrics/panel-commands.server.ts";
import { PanelForm } from "#app/domain/psychometrics/panel-form.ts";
import { PanelList } from "#app/domain/psychometrics/panel-list.tsx";
import { type CoursePanels, coursePanels } from "#app/domain/psychometrics/panels.server.ts";
import { paths } from "#app/paths.ts";
import { readForm, refusedField } from "#app/server/http/forms.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle<CoursePanels | undefined>("psychometrics.panels.title", (data) => ({
  course: data?.course.title ?? "",
}));

export async function loader({ context, request, params: { course = "" } }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, (who) => canSeeStatistics(who, course));
  return found(await coursePanels(context.db, viewer, course));
}

export async function action({ context, request, params: { course = "" } }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, (who) => canTeach(who, course));
  const form = await readForm(request, PanelForm);
  if (!form.ok) return json(form, 400);
  const what = { course, scope: form.value.alcance };
  const outcome = await createPanel(context.db, viewer, what, context.now, Math.random);
  if (outcome.ok) return seeOther(paths.panel(course, outcome.value.id));
  if (outcome.reason === "no-exam") throw new Response(null, { status: 404 });
  return json(refusedField(form.value, "alcance", "psychometrics.panels.bank"), 400);
}

export default function Panels() {
  return <PanelList {...useLoaderData<typeof loader>()} state={useActionData<typeof action>()} />;
}
