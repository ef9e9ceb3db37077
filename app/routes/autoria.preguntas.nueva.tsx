import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { newItem } from "#app/domain/banks/edit-page.server.ts";
import { PostedItem, submitItem } from "#app/domain/banks/item-form.server.ts";
import { ItemForm, type ItemFormProps } from "#app/domain/banks/item-form.tsx";
import { canSeeAuthoring } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm } from "#app/server/http/forms.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("banks.edit.new");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeAuthoring);
  return found(await newItem(context.db, viewer, new URL(request.url).searchParams));
}

export async function action({ context, request }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeAuthoring);
  const page = found(await newItem(context.db, viewer, new URL(request.url).searchParams));
  const form = await readForm(request, PostedItem);
  if (!form.ok) return json(form, 400);
  const target = { courseSlug: page.course.slug, itemId: null, interaction: page.interaction };
  const outcome = await submitItem(context.db, viewer, target, form.value, context.now);
  if (outcome.is === "again") return json(outcome.state, outcome.status);
  if (outcome.is === "not-found") throw new Response(null, { status: 404 });
  return seeOther(paths.bankItem(target.courseSlug, outcome.id));
}

export default function NewBankItem() {
  const page = useLoaderData<typeof loader>() as Omit<ItemFormProps, "state">;
  return <ItemForm {...page} state={useActionData<typeof action>() ?? null} />;
}
