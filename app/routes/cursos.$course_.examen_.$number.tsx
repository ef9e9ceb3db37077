import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AttemptAnswers } from "#app/domain/assessment/answer-fields.ts";
import { after, ExamQuestion } from "#app/domain/assessment/exam-questions.tsx";
import { openAttempt } from "#app/domain/assessment/open-attempt.server.ts";
import { saveAnswers } from "#app/domain/assessment/save-answers.server.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";
import { useT } from "#app/ui/request.tsx";

export const handle = { script: true };
/** Going back asks for the page again, with the answer kept and a UUID of its own. */
export const headers = () => ({ "Cache-Control": "private, no-store" });
export const meta = pageTitle<{ number: number; page: { answered: boolean[] } }>(
  "assessment.exam.question.title",
  ({ number, page }) => ({ number, total: page.answered.length }),
);

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const course = params.course ?? "";
  const number = /^[1-9]\d{0,2}$/.test(params.number ?? "") ? Number(params.number) : null;
  if (number === null) throw new Response(null, { status: 404 });
  const opened = await openAttempt(context.db, viewer, course, number, context.now);
  if (opened.go) return seeOther(opened.go);
  if (opened.page.exam.layout === "single-page") return seeOther(paths.examQuestions(course));
  if (opened.page.questions.length === 0) throw new Response(null, { status: 404 });
  return { course, number, page: opened.page };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const form = await readForm(request, AttemptAnswers);
  if (!form.ok) throw new Response(null, { status: 400 });
  const { attempt, answers } = form.value;
  const saved = await saveAnswers(context.db, viewer, attempt, answers, context.now);
  if (!saved) throw new Response(null, { status: 404 });
  if (saved.some(({ outcome }) => outcome === "foreign")) throw new Response(null, { status: 400 });
  if (saved.some(({ outcome }) => outcome === "blank")) return json({ blank: true }, 400);
  return seeOther(nextOf(params.course ?? "", Number(params.number), saved[0]?.places ?? 0));
}

/** After the last question, or if the exam ended meanwhile, the page to hand it in leads on. */
function nextOf(course: string, number: number, total: number) {
  return after(course, number, total);
}

export default function Question() {
  const t = useT();
  const { course, number, page } = useLoaderData<typeof loader>();
  const blank = useActionData<{ blank: boolean }>()?.blank;
  const error = blank ? t("assessment.question.choose") : undefined;
  return <ExamQuestion courseSlug={course} page={page} number={number} error={error} />;
}
