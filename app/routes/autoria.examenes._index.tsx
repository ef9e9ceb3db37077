import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { canSeeSomeStatistics } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { ExamList } from "#app/domain/psychometrics/exam-list.tsx";
import { listedExams } from "#app/domain/psychometrics/queries.server.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("psychometrics.list.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeSomeStatistics);
  return { exams: await listedExams(context.db, viewer) };
}

export default function Exams() {
  return <ExamList {...useLoaderData<typeof loader>()} />;
}
