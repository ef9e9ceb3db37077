import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { AnswerProblem } from "#app/domain/assessment/answer-problem.ts";
import { ExamQuestions } from "#app/domain/assessment/exam-questions.tsx";
import { questionAnchor, wayOut } from "#app/domain/assessment/exam-way.tsx";
import { openAttempt } from "#app/domain/assessment/open-attempt.server.ts";
import { givenAnswers } from "#app/domain/assessment/posted-answers.server.ts";
import { saveAnswers } from "#app/domain/assessment/save-answers.server.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const handle = { script: true };
/** Going back asks for the page again, with the answers kept and UUIDs of its own. */
export const headers = () => ({ "Cache-Control": "private, no-store" });
export const meta = pageTitle("assessment.exam.all.title");

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const { course = "" } = params;
  const opened = await openAttempt(context.db, viewer, course, "all", context.now);
  if (opened.is !== "open") throw seeOther(wayOut(course, opened));
  if (opened.page.exam.layout === "one-by-one") throw seeOther(paths.examQuestion(course, 1));
  return { course, page: opened.page, saved: new URL(request.url).searchParams.has("guardado") };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const { db, now } = context;
  const { course = "" } = params;
  const { attempt, answers, ...sent } = await givenAnswers(db, viewer, request, now);
  const saved = await saveAnswers(db, viewer, attempt, answers, now);
  if (!saved) throw new Response(null, { status: 404 });
  if (saved.answers.some(({ outcome }) => outcome === "foreign"))
    throw new Response(null, { status: 400 });
  if (sent.problem) return json(sent.problem, 400);
  if (sent.review) return seeOther(paths.examFinish(course));
  const at = sent.stay ? `#${questionAnchor(sent.stay)}` : "";
  return seeOther(`${paths.examQuestions(course)}?guardado=si${at}`);
}

export default function Questions() {
  const { course, page, saved } = useLoaderData<typeof loader>();
  const problem = useActionData<AnswerProblem>();
  return <ExamQuestions courseSlug={course} page={page} problem={problem} saved={saved} />;
}
