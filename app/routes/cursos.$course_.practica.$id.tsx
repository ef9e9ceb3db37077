import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { givenPractice } from "#app/domain/assessment/posted-answers.server.ts";
import { answerPractice } from "#app/domain/assessment/practice.server.ts";
import { PracticeQuestions } from "#app/domain/assessment/practice.tsx";
import { practicePage } from "#app/domain/assessment/practice-page.server.ts";
import { PracticeResult } from "#app/domain/assessment/practice-result.tsx";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

/** Going back asks for the page again, with the answers kept. */
export const headers = () => ({ "Cache-Control": "private, no-store" });
export const meta = pageTitle<{ page: { review: unknown } }>(({ page }) =>
  page.review ? "assessment.practice.result" : "assessment.practice.one",
);

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const { course = "", id = "" } = params;
  const page = found(await practicePage(context.db, viewer, course, id));
  return { page, saved: new URL(request.url).searchParams.has("guardado") };
}

export async function action({
  context: { db, now },
  context,
  params,
  request,
}: ActionFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const { course = "", id = "" } = params;
  found(await practicePage(db, viewer, course, id));
  const { answers, handIn } = await givenPractice(request);
  const kept = await answerPractice(db, viewer, { id, answers, handIn }, now);
  if (!kept.ok) throw new Response(null, { status: kept.reason === "unknown" ? 404 : 400 });
  return seeOther(`${paths.practiceExam(course, id)}${handIn ? "" : "?guardado=si"}`);
}

export default function PracticeExam() {
  const { page, saved } = useLoaderData<typeof loader>();
  return page.review ? (
    <PracticeResult page={page} reviews={page.review} />
  ) : (
    <PracticeQuestions page={page} saved={saved} />
  );
}
