import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ExamFinish } from "#app/domain/assessment/exam-finish.tsx";
import { wayOut } from "#app/domain/assessment/exam-way.tsx";
import { finishAttempt } from "#app/domain/assessment/finish-attempt.server.ts";
import { openAttempt } from "#app/domain/assessment/open-attempt.server.ts";
import { givenAttempt } from "#app/domain/assessment/posted-answers.server.ts";
import { considerAward } from "#app/domain/credentials/commands.server.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const handle = { script: true };
export const headers = () => ({ "Cache-Control": "private, no-store" });
export const meta = pageTitle("assessment.exam.finish.title");

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const { course = "" } = params;
  const opened = await openAttempt(context.db, viewer, course, "none", context.now);
  if (opened.is !== "open") throw seeOther(wayOut(course, opened));
  return { course, page: opened.page };
}

export async function action({ context: { db, now }, context, request }: ActionFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const finished = await finishAttempt(db, viewer, await givenAttempt(request), now);
  if (!finished.ok) throw new Response(null, { status: 404 });
  const { courseSlug, number, passed } = finished.value;
  if (passed) await considerAward(db, viewer.id, courseSlug, now);
  return seeOther(paths.examResult(courseSlug, number));
}

export default function Finish() {
  const { course, page } = useLoaderData<typeof loader>();
  return <ExamFinish courseSlug={course} page={page} />;
}
