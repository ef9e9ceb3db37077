import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { attemptNumber } from "#app/domain/assessment/exam-result.ts";
import { resultPage } from "#app/domain/grading/result-page.server.ts";
import type { ResultPage } from "#app/domain/grading/result-page.ts";
import { ResultView } from "#app/domain/grading/result-view.tsx";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { found } from "#app/server/http/found.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle<ResultPage>("assessment.exam.result.page", ({ result }) => ({
  number: result.number,
  course: result.courseTitle,
}));

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const result = { courseSlug: params.course ?? "", number: attemptNumber(params.attempt) };
  return found(await resultPage(context.db, viewer, result, context.now));
}

export default function Result() {
  const [query] = useSearchParams();
  return <ResultView {...useLoaderData<typeof loader>()} filed={query.has("reclamada")} />;
}
