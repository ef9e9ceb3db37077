import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { canSeeStatistics, canTeach } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { runPanel } from "#app/domain/psychometrics/panel-commands.server.ts";
import { PanelAction } from "#app/domain/psychometrics/panel-form.ts";
import { PanelPage } from "#app/domain/psychometrics/panel-page.tsx";
import { type PanelReport, panelReport } from "#app/domain/psychometrics/panels.server.ts";
import { paths } from "#app/paths.ts";
import { readForm, refusedField } from "#app/server/http/forms.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle<PanelReport | undefined>("psychometrics.panel.title", (data) => ({
  number: data?.number ?? "",
  course: data?.course.title ?? "",
}));

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const { course = "", id = "" } = params;
  const viewer = await requireRight(context, request, (who) => canSeeStatistics(who, course));
  const report = found(await panelReport(context.db, viewer, course, id));
  return { ...report, origin: context.origin };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const { course = "", id = "" } = params;
  const viewer = await requireRight(context, request, (who) => canTeach(who, course));
  found(await panelReport(context.db, viewer, course, id));
  const form = await readForm(request, PanelAction);
  if (!form.ok) return json(form, 400);
  const outcome = await runPanel(context.db, viewer, id, form.value, context.now);
  if (outcome.ok) return seeOther(paths.panel(course, id));
  const field = form.value.hacer === "invitar" ? "persona" : "";
  return json(refusedField(form.value, field, `psychometrics.panel.${outcome.reason}`), 400);
}

export default function Panel() {
  return <PanelPage {...useLoaderData<typeof loader>()} form={useActionData<typeof action>()} />;
}
