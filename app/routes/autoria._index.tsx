import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Authoring } from "#app/domain/courses/authoring.tsx";
import { taughtCourses } from "#app/domain/courses/queries.server.ts";
import { openReports } from "#app/domain/courses/reports.server.ts";
import { canSeeAuthoring } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("courses.authoring.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeAuthoring);
  const reports = (await openReports(context.db, viewer)).length;
  return { reports, courses: await taughtCourses(context.db, viewer) };
}

export default function AuthoringHome() {
  return <Authoring {...useLoaderData<typeof loader>()} />;
}
