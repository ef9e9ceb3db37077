import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ExamPause } from "#app/domain/assessment/exam-pause.tsx";
import { wayOut } from "#app/domain/assessment/exam-way.tsx";
import { openAttempt } from "#app/domain/assessment/open-attempt.server.ts";
import { pauseAttempt } from "#app/domain/assessment/pause-attempt.server.ts";
import { givenAttempt } from "#app/domain/assessment/posted-answers.server.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const handle = { script: true };
export const headers = () => ({ "Cache-Control": "private, no-store" });
export const meta = pageTitle("assessment.pause.title");

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const { course = "" } = params;
  const opened = await openAttempt(context.db, viewer, course, "none", context.now);
  if (opened.is !== "open" && opened.is !== "paused") throw seeOther(wayOut(course, opened));
  return { course, page: opened.page };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const attempt = await givenAttempt(request);
  const paused = await pauseAttempt(context.db, viewer, attempt, context.now);
  if (!paused.ok && paused.reason === "unknown") throw new Response(null, { status: 404 });
  return seeOther(paths.examPause(params.course ?? ""));
}

export default function Pause() {
  const { course, page } = useLoaderData<typeof loader>();
  return <ExamPause courseSlug={course} page={page} />;
}
