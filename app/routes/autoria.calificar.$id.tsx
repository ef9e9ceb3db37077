import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { levelField, MarkForm } from "#app/domain/grading/mark-form.ts";
import { giveMark, saveDraft } from "#app/domain/grading/marking.server.ts";
import { markingPage } from "#app/domain/grading/marking-page.server.ts";
import type { MarkingPage } from "#app/domain/grading/marking-page.ts";
import { MarkingView } from "#app/domain/grading/marking-view.tsx";
import { canSeeGrading } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm, refusedField, refusedFields } from "#app/server/http/forms.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

type Data = { page: MarkingPage; saved: boolean };
export const meta = pageTitle<Data>("grading.mark.page", ({ page }) => ({
  item: page.itemTitle,
  number: page.writer.number,
}));

export async function loader({ context, request, params: { id = "" } }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeGrading);
  const page = found(await markingPage(context.db, viewer, id, context.now));
  return { page, saved: new URL(request.url).searchParams.has("borrador") };
}

export async function action({ context, request, params: { id = "" } }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeGrading);
  const form = await readForm(request, MarkForm);
  if (!form.ok) return json(form, 400);
  const keep = form.value.hacer === "guardar" ? saveDraft : giveMark;
  const outcome = await keep(context.db, viewer, id, form.value, context.now);
  if (outcome.ok && outcome.value) {
    const { course_slug, item_id } = outcome.value;
    return seeOther(`${paths.markingQueue(course_slug, item_id)}&calificada`);
  }
  if (outcome.ok) return seeOther(`${paths.marking(id)}?borrador`);
  if (outcome.reason === "unknown") throw new Response(null, { status: 404 });
  if (outcome.reason === "incomplete") {
    const key = "grading.mark.incomplete" as const;
    const problems = outcome.missing.map(({ id, text }) => [
      levelField(id),
      { key, values: { criterion: text } },
    ]);
    return json(refusedFields(form.value, Object.fromEntries(problems)), 400);
  }
  return json(refusedField(form.value, "", `grading.mark.refused.${outcome.reason}`), 409);
}

export default function Mark() {
  const { page, saved } = useLoaderData() as Data;
  return <MarkingView page={page} saved={saved} state={useActionData<typeof action>() ?? null} />;
}
