import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ProctoredExams } from "#app/domain/assessment/sittings.tsx";
import { proctoredExams } from "#app/domain/assessment/sittings-page.server.ts";
import { canProctor } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("assessment.sittings.exams");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canProctor);
  return { exams: await proctoredExams(context.db, viewer, context.now) };
}

export default function Exams() {
  return <ProctoredExams {...useLoaderData<typeof loader>()} />;
}
