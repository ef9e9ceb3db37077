import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { examResult } from "#app/domain/assessment/exam-result.server.ts";
import { ExamResultPage } from "#app/domain/assessment/exam-result.tsx";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { found } from "#app/server/http/found.ts";
import { pageTitle } from "#app/ui/page-title.ts";

type Data = { result: { number: number } };
export const meta = pageTitle<Data>("assessment.exam.result.title", ({ result }) => result);

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const { course = "" } = params;
  const number = /^[1-9]\d{0,3}$/.test(params.attempt ?? "") ? Number(params.attempt) : 0;
  const result = found(await examResult(context.db, viewer, course, number, context.now));
  return { course, result };
}

export default function Result() {
  const { course, result } = useLoaderData<typeof loader>();
  return <ExamResultPage courseSlug={course} result={result} />;
}
