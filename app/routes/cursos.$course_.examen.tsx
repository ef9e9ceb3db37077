import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ExamStart, type ExamStartFault } from "#app/domain/assessment/exam-start.tsx";
import { currentExamState, examStartView } from "#app/domain/assessment/exam-state.server.ts";
import { startAttempt } from "#app/domain/assessment/start-attempt.server.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

const Start = z.object({ accessCode: z.string().max(60).default("") });
/** Of what stays on this page, as a browser is told. */
const STATUS = { bank: 409, code: 400, "too-many-codes": 429 } as const;

export const handle = { script: true };
export const meta = pageTitle<{ courseTitle: string }>("assessment.exam.of", ({ courseTitle }) => ({
  course: courseTitle,
}));

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const state = await currentExamState(context.db, viewer, params.course ?? "", context.now);
  if (!state) throw new Response(null, { status: 404 });
  return examStartView(state, context.now);
}

/** Starting twice, from two tabs or going back, is one attempt. */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const course = params.course ?? "";
  const form = await readForm(request, Start);
  if (!form.ok) return json({ fault: "code" }, 400);
  const started = await startAttempt(context.db, viewer, course, context.now, form.value);
  if (started.ok) return seeOther(paths.examQuestion(course, 1));
  const { reason } = started;
  return reason in STATUS
    ? json({ fault: reason }, STATUS[reason as ExamStartFault])
    : seeOther(paths.exam(course));
}

export default function Exam() {
  const view = useLoaderData<typeof loader>();
  const fault = useActionData<{ fault: ExamStartFault }>()?.fault ?? null;
  return <ExamStart view={view} fault={fault} />;
}
