import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Authoring } from "#app/domain/courses/authoring.tsx";
import { taughtCourses } from "#app/domain/courses/queries.server.ts";
import { openReports } from "#app/domain/courses/reports.server.ts";
import { appealsWaiting } from "#app/domain/grading/appeals-page.server.ts";
import { waitingFor } from "#app/domain/grading/queue.server.ts";
import { canSeeAuthoring } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { pageTitle } from "#app/ui/page-title.ts";
import { useT } from "#app/ui/request.tsx";

export const meta = pageTitle("courses.authoring.title");

export async function loader({ context: { db }, context, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeAuthoring);
  const reports = (await openReports(db, viewer)).length;
  const marking = await waitingFor(db, viewer);
  const appeals = await appealsWaiting(db, viewer);
  return { reports, marking, appeals, courses: await taughtCourses(db, viewer) };
}

export default function AuthoringHome() {
  const t = useT();
  const { marking, appeals, ...data } = useLoaderData<typeof loader>();
  const waiting = [
    { href: paths.markingQueue(), text: t("grading.authoring.marking", { count: marking }) },
    { href: paths.appeals(), text: t("grading.authoring.appeals", { count: appeals }) },
  ];
  return <Authoring {...data} waiting={waiting} />;
}
