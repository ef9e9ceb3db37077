import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ExamStart } from "#app/domain/assessment/exam-start.tsx";
import { currentExamState, examStartView } from "#app/domain/assessment/exam-state.server.ts";
import { startAttempt } from "#app/domain/assessment/start-attempt.server.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const handle = { script: true };
export const meta = pageTitle<{ courseTitle: string }>("assessment.exam.of", ({ courseTitle }) => ({
  course: courseTitle,
}));

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const state = await currentExamState(context.db, viewer, params.course ?? "", context.now);
  if (!state) throw new Response(null, { status: 404 });
  return examStartView(state);
}

/** Starting twice, from two tabs or going back, is one attempt. */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const course = params.course ?? "";
  const started = await startAttempt(context.db, viewer, course, context.now);
  if (started.ok) return seeOther(paths.examQuestion(course, 1));
  if (started.reason === "bank") return json({ refused: started.reason }, 409);
  return seeOther(paths.exam(course));
}

export default function Exam() {
  const view = useLoaderData<typeof loader>();
  const refused = useActionData<{ refused: "bank" }>()?.refused ?? null;
  return <ExamStart view={view} refused={refused} />;
}
