import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { changeItem, PostedChange } from "#app/domain/banks/change-item.server.ts";
import { itemFor } from "#app/domain/banks/item-page.server.ts";
import type { ItemPage } from "#app/domain/banks/item-page.ts";
import { ItemPageView } from "#app/domain/banks/item-page.tsx";
import { canSeeAuthoring } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm } from "#app/server/http/forms.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("banks.list.question");

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeAuthoring);
  return found(await itemFor(context.db, viewer, params.course ?? "", params.item ?? ""));
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeAuthoring);
  const target = { courseSlug: params.course ?? "", itemId: params.item ?? "" };
  found(await itemFor(context.db, viewer, target.courseSlug, target.itemId));
  const form = await readForm(request, PostedChange);
  if (!form.ok) return json(form, 400);
  const id = found(await changeItem(context.db, viewer, target, form.value, context.now));
  return seeOther(paths.bankItem(target.courseSlug, id));
}

export default function BankItem() {
  const page = useLoaderData<typeof loader>() as ItemPage;
  return <ItemPageView page={page} state={useActionData<typeof action>() ?? null} />;
}
