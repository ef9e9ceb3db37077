import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { rejectAppeals } from "#app/domain/grading/appeals.server.ts";
import { itemCase } from "#app/domain/grading/appeals-page.server.ts";
import type { ItemCase } from "#app/domain/grading/appeals-page.ts";
import { ItemCaseView } from "#app/domain/grading/item-case-view.tsx";
import { changeIn, RulingForm } from "#app/domain/grading/ruling-form.ts";
import type { WholePreview } from "#app/domain/grading/ruling-preview.ts";
import { makeRuling, previewRuling } from "#app/domain/grading/rulings.server.ts";
import { canSeeGrading } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { readForm, refusedField, showAgain } from "#app/server/http/forms.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

type Data = { item: ItemCase };
type Answered = FormState & { preview?: WholePreview };
export const meta = pageTitle<Data>("grading.case.page", ({ item }) => ({ item: item.item.title }));

const courseIn = (request: Request) => new URL(request.url).searchParams.get("course") ?? "";

export async function loader({ context: { db }, context, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeGrading);
  const { searchParams } = new URL(request.url);
  const itemId = searchParams.get("item") ?? "";
  const hash = searchParams.get("version");
  return {
    item: found(await itemCase(db, viewer, { courseSlug: courseIn(request), itemId, hash })),
  };
}

export async function action({ context: { db, now }, context, request }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeGrading);
  const form = await readForm(request, RulingForm);
  if (!form.ok) return json<Answered>(form, 400);
  const version = { courseSlug: courseIn(request), hash: form.value.version };
  if (form.value.hacer === "rechazar") {
    const answer = { version, ids: form.value["reclamos[]"], answer: form.value.respuesta };
    found((await rejectAppeals(db, viewer, answer, now)).ok || null);
    return seeOther(`${paths.appeals()}?respondidos`);
  }
  const change = changeIn(form.value);
  const isConfirmed = form.value.hacer === "confirmar";
  const outcome = isConfirmed
    ? await makeRuling(db, viewer, { version, change, reason: form.value.motivo }, now)
    : await previewRuling(db, viewer, version, change);
  if (!outcome.ok) {
    if (outcome.reason === "unknown") throw new Response(null, { status: 404 });
    const key = `grading.case.refused.${outcome.reason}` as const;
    return json<Answered>(refusedField(form.value, "cambio", key), 400);
  }
  if (typeof outcome.value === "string") return seeOther(paths.ruling(outcome.value));
  return json<Answered>({ ...showAgain(form.value), preview: outcome.value });
}

export default function NewRuling() {
  const { item } = useLoaderData() as Data;
  const answered = useActionData() as Answered | undefined;
  return <ItemCaseView item={item} state={answered ?? null} preview={answered?.preview ?? null} />;
}
