import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { markingRulesPage, setRule } from "#app/domain/grading/marking-rules.server.ts";
import { RuleForm, ruleIn } from "#app/domain/grading/marking-rules.ts";
import {
  type MarkingRulesProps,
  MarkingRulesView,
} from "#app/domain/grading/marking-rules-view.tsx";
import { canSeeGrading } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm } from "#app/server/http/forms.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

type Data = Omit<MarkingRulesProps, "state">;
export const meta = pageTitle<Data>("grading.rules.page", ({ page }) => ({
  course: page.courseTitle,
}));

export async function loader({ context, request, params: { course = "" } }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeGrading);
  const page = found(await markingRulesPage(context.db, viewer, course));
  return { page, saved: new URL(request.url).searchParams.has("cambiada") };
}

export async function action({ context, request, params: { course = "" } }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeGrading);
  const form = await readForm(request, RuleForm);
  if (!form.ok) return json(form, 400);
  const what = { courseSlug: course, itemId: form.value.pregunta || null };
  const outcome = await setRule(context.db, viewer, what, ruleIn(form.value), context.now);
  if (!outcome.ok) throw new Response(null, { status: 404 });
  return seeOther(`${paths.markingRules(course)}?cambiada`);
}

export default function Rules() {
  const data = useLoaderData() as Data;
  return <MarkingRulesView {...data} state={useActionData<typeof action>() ?? null} />;
}
