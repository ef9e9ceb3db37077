import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireRight } from "#app/domain/people/session.server.ts";
import { saveRatings } from "#app/domain/psychometrics/judging.server.ts";
import { JudgingPage } from "#app/domain/psychometrics/judging-page.tsx";
import { judgingPage, nextPage } from "#app/domain/psychometrics/judging-pages.ts";
import { RatingsForm, typedRatings } from "#app/domain/psychometrics/panel-form.ts";
import { type Judging as JudgingView, judging } from "#app/domain/psychometrics/panels.server.ts";
import { paths } from "#app/paths.ts";
import { readForm, refusedField } from "#app/server/http/forms.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle<JudgingView | undefined>("psychometrics.judging.title", (data) => ({
  number: data?.number ?? "",
  exam: data?.examTitle ?? "",
}));

export async function loader({ context, request, params: { id = "" } }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, () => true);
  const panel = found(await judging(context.db, viewer, id));
  const query = new URL(request.url).searchParams;
  const page = judgingPage(panel.items, Number(query.get("pagina")));
  return { ...panel, ...page, saved: query.has("guardado") };
}

export async function action({ context, request, params: { id = "" } }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, () => true);
  const { items } = found(await judging(context.db, viewer, id));
  const form = await readForm(request, RatingsForm);
  if (!form.ok) return json(form, 400);
  const outcome = await saveRatings(context.db, viewer, id, form.value, context.now);
  if (!outcome.ok) {
    const key = `psychometrics.judging.${outcome.reason}` as const;
    return json(refusedField(typedRatings(form.value), "", key), 400);
  }
  const next = nextPage(items.length, form.value.page);
  return seeOther(`${paths.judging(id)}?pagina=${next ?? form.value.page}&guardado`);
}

export default function Judging() {
  return <JudgingPage {...useLoaderData<typeof loader>()} form={useActionData<typeof action>()} />;
}
