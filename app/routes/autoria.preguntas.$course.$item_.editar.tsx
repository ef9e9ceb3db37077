import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { editedItem } from "#app/domain/banks/edit-page.server.ts";
import { PostedItem, submitItem } from "#app/domain/banks/item-form.server.ts";
import { ItemForm, type ItemFormProps } from "#app/domain/banks/item-form.tsx";
import { canSeeAuthoring } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm } from "#app/server/http/forms.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("banks.edit.title");

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeAuthoring);
  return found(await editedItem(context.db, viewer, params.course ?? "", params.item ?? ""));
}

export async function action({
  context,
  request,
  params: { course = "", item = "" },
}: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeAuthoring);
  const { interaction } = found(await editedItem(context.db, viewer, course, item));
  const form = await readForm(request, PostedItem);
  if (!form.ok) return json(form, 400);
  const target = { courseSlug: course, itemId: item, interaction };
  const outcome = await submitItem(context.db, viewer, target, form.value, context.now);
  if (outcome.is === "again") return json(outcome.state, outcome.status);
  if (outcome.is === "not-found") throw new Response(null, { status: 404 });
  return seeOther(paths.bankItem(course, outcome.id));
}

export default function EditBankItem() {
  const page = useLoaderData<typeof loader>() as Omit<ItemFormProps, "state">;
  return <ItemForm {...page} state={useActionData<typeof action>() ?? null} />;
}
