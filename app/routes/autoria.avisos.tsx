import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ReportList } from "#app/domain/courses/report-list.tsx";
import { openReports, resolveReport } from "#app/domain/courses/reports.server.ts";
import { canSeeAuthoring } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { Uuid } from "#app/kernel/ids.ts";
import { paths } from "#app/paths.ts";
import { readForm } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("courses.reports.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeAuthoring);
  return { reports: await openReports(context.db, viewer) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeAuthoring);
  const form = await readForm(request, z.object({ aviso: Uuid }));
  if (!form.ok) throw new Response(null, { status: 404 });
  const outcome = await resolveReport(context.db, viewer, form.value.aviso, context.now);
  if (!outcome.ok) throw new Response(null, { status: 404 });
  return seeOther(paths.lessonReports());
}

export default function Reports() {
  return <ReportList {...useLoaderData<typeof loader>()} />;
}
