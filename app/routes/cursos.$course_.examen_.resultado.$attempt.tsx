import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { examResultOf } from "#app/domain/assessment/exam-result.server.ts";
import { attemptNumber } from "#app/domain/assessment/exam-result.ts";
import { ExamResultPage } from "#app/domain/assessment/exam-result.tsx";
import { resultNotesOf } from "#app/domain/grading/result-notes.server.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { found } from "#app/server/http/found.ts";
import { askAtOnce } from "#app/server/question.ts";
import { pageTitle } from "#app/ui/page-title.ts";

type Data = { result: { number: number } };
export const meta = pageTitle<Data>("assessment.exam.result.title", ({ result }) => result);

export async function loader({
  context: { db, now },
  context,
  params,
  request,
}: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const { course = "" } = params;
  const number = attemptNumber(params.attempt);
  const { result, notes } = await askAtOnce(db, {
    result: examResultOf(viewer, course, number, now),
    notes: resultNotesOf(viewer, course, number),
  });
  return { course, result: found(result), notes };
}

export default function Result() {
  const { course, result, notes } = useLoaderData<typeof loader>();
  return <ExamResultPage courseSlug={course} result={result} comments={notes.comments} />;
}
