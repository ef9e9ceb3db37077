import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { canSeeStatistics, canTeach } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { askForStatistics } from "#app/domain/psychometrics/commands.server.ts";
import { ExamReportPage } from "#app/domain/psychometrics/exam-report.tsx";
import { readOrder } from "#app/domain/psychometrics/kept-statistics.ts";
import { type ExamReport, examReport } from "#app/domain/psychometrics/queries.server.ts";
import { paths } from "#app/paths.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle<ExamReport | undefined>("psychometrics.exam.title", (data) => ({
  course: data?.course.title ?? "",
}));

export async function loader({ context, request, params: { course = "" } }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, (who) => canSeeStatistics(who, course));
  const report = found(await examReport(context.db, viewer, course));
  const query = new URL(request.url).searchParams;
  return { ...report, order: readOrder(query), asked: query.has("pedido") };
}

export async function action({ context, request, params: { course = "" } }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, (who) => canTeach(who, course));
  const outcome = await askForStatistics(context.db, viewer, course);
  if (!outcome.ok) throw new Response(null, { status: 404 });
  return seeOther(`${paths.examReport(course)}?pedido`);
}

export default function Exam() {
  return <ExamReportPage {...useLoaderData<typeof loader>()} />;
}
