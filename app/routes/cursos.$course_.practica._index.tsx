import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { startPractice } from "#app/domain/assessment/practice.server.ts";
import { Practice } from "#app/domain/assessment/practice.tsx";
import { practiceHome } from "#app/domain/assessment/practice-page.server.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle<{ home: { courseTitle: string } }>(
  "assessment.practice.title",
  ({ home }) => ({ course: home.courseTitle }),
);

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  return { home: found(await practiceHome(context.db, viewer, params.course ?? "")) };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const { course = "" } = params;
  const started = await startPractice(context.db, viewer, course, context.now);
  if (started.ok) return seeOther(paths.practiceExam(course, started.value));
  if (started.reason === "unknown") throw new Response(null, { status: 404 });
  if (started.reason === "nothing") return json({ nothing: true }, 409);
  return seeOther(paths.practiceExams(course));
}

export default function PracticeIndex() {
  const { nothing = false } = useActionData<{ nothing: boolean }>() ?? {};
  return <Practice {...useLoaderData<typeof loader>()} nothing={nothing} />;
}
