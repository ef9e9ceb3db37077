import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { AnswerProblem } from "#app/domain/assessment/answer-problem.ts";
import { ExamQuestion } from "#app/domain/assessment/exam-questions.tsx";
import { questionAnchor, wayOn, wayOut } from "#app/domain/assessment/exam-way.tsx";
import { openAttempt } from "#app/domain/assessment/open-attempt.server.ts";
import { givenAnswers } from "#app/domain/assessment/posted-answers.server.ts";
import { saveAnswers } from "#app/domain/assessment/save-answers.server.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const handle = { script: true };
/** Going back asks for the page again, with the answer kept and a UUID of its own. */
export const headers = () => ({ "Cache-Control": "private, no-store" });
export const meta = pageTitle<{ number: number; page: { answered: boolean[] } }>(
  "assessment.exam.question.title",
  ({ number, page }) => ({ number, total: page.answered.length }),
);

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const { course = "" } = params;
  const number = /^[1-9]\d{0,2}$/.test(params.number ?? "") ? Number(params.number) : 0;
  const opened = await openAttempt(context.db, viewer, course, number, context.now);
  if (opened.is !== "open") throw seeOther(wayOut(course, opened));
  const { page } = opened;
  if (page.exam.layout === "single-page") throw seeOther(paths.examQuestions(course));
  if (page.questions.length === 0) throw new Response(null, { status: 404 });
  return { course, number, page };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const { db, now } = context;
  const { attempt, answers, stay, problem } = await givenAnswers(db, viewer, request, now);
  const saved = await saveAnswers(db, viewer, attempt, answers, now);
  if (!saved) throw new Response(null, { status: 404 });
  if (saved.answers.some(({ outcome }) => outcome === "foreign"))
    throw new Response(null, { status: 400 });
  if (problem) return json(problem, 400);
  const blank = saved.answers.find(({ outcome }) => outcome === "blank");
  if (blank) return json<AnswerProblem>({ item: blank.item, why: "blank" }, 400);
  const { course = "", number } = params;
  if (stay)
    return seeOther(`${paths.examQuestion(course, Number(number))}#${questionAnchor(stay)}`);
  return seeOther(wayOn(course, Number(number), saved.questions));
}

export default function Question() {
  const { course, number, page } = useLoaderData<typeof loader>();
  const problem = useActionData<AnswerProblem>();
  return <ExamQuestion courseSlug={course} page={page} number={number} problem={problem} />;
}
