import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { attemptNumber } from "#app/domain/assessment/exam-result.ts";
import { AppealForm, type AppealPage } from "#app/domain/grading/appeal.ts";
import { AppealView } from "#app/domain/grading/appeal-view.tsx";
import { appealPage, fileAppeal } from "#app/domain/grading/appeals.server.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm, refusedField } from "#app/server/http/forms.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

type Data = { page: AppealPage };
export const meta = pageTitle<Data>("grading.appeal.page", ({ page }) => ({
  course: page.courseTitle,
  number: page.number,
}));

const resultOf = (params: LoaderFunctionArgs["params"]) => ({
  courseSlug: params.course ?? "",
  number: attemptNumber(params.attempt),
});

export async function loader({
  context: { db, now },
  context,
  params,
  request,
}: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const asked = new URL(request.url).searchParams.get("pregunta");
  const place = attemptNumber(asked ?? "");
  return { page: found(await appealPage(db, viewer, resultOf(params), place, now)) };
}

export async function action({
  context: { db, now },
  context,
  params,
  request,
}: ActionFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const form = await readForm(request, AppealForm);
  if (!form.ok) return json(form, 400);
  const { pregunta: place, motivo: reason } = form.value;
  const result = resultOf(params);
  const outcome = await fileAppeal(db, viewer, result, { place, reason }, now);
  if (outcome.ok)
    return seeOther(`${paths.examResult(result.courseSlug, result.number)}?reclamada`);
  if (outcome.reason === "unknown") throw new Response(null, { status: 404 });
  return json(refusedField(form.value, "", `grading.appeal.refused.${outcome.reason}`), 409);
}

export default function Appeal() {
  const { page } = useLoaderData() as Data;
  return <AppealView page={page} state={useActionData<typeof action>() ?? null} />;
}
