import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { lessonName } from "#app/domain/courses/queries.server.ts";
import { ReportForm } from "#app/domain/courses/report.ts";
import { ReportPage } from "#app/domain/courses/report-form.tsx";
import { reportLesson } from "#app/domain/courses/reports.server.ts";
import { viewerOf } from "#app/domain/people/session.server.ts";
import { readForm, refusedField } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("courses.report.title");

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const name = await lessonName(context.db, params.course ?? "", params.lesson ?? "");
  if (!name) throw new Response(null, { status: 404 });
  return { ...name, sent: new URL(request.url).searchParams.has("enviado") };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await readForm(request, ReportForm);
  if (!form.ok) return json(form, 400);
  const reporter = { viewer: await viewerOf(context), address: context.address };
  const lesson = { courseSlug: params.course ?? "", lessonId: params.lesson ?? "" };
  const outcome = await reportLesson(context.db, reporter, lesson, form.value.texto, context.now);
  if (outcome.ok) return seeOther("?enviado");
  if (outcome.reason === "no-lesson") throw new Response(null, { status: 404 });
  return json(refusedField(form.value, "texto", "courses.report.too-many"), 429);
}

export default function Report() {
  return (
    <ReportPage
      {...useLoaderData<typeof loader>()}
      state={useActionData<typeof action>() ?? null}
    />
  );
}
