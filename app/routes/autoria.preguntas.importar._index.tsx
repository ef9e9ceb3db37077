import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { bankCourse } from "#app/domain/banks/bank-page.server.ts";
import { ImportForm } from "#app/domain/banks/import-form.tsx";
import { sendPosted } from "#app/domain/banks/import-posted.server.ts";
import { recentImports } from "#app/domain/banks/import-queries.server.ts";
import { canSeeAuthoring } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { postedForm } from "#app/server/http/forms.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("banks.import.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeAuthoring);
  const chosen = found(await bankCourse(context.db, viewer, new URL(request.url).searchParams));
  return { ...chosen, recent: await recentImports(context.db, viewer, chosen.course.slug) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeAuthoring);
  const sent = await sendPosted(context.db, viewer, await postedForm(request), context.now);
  if (sent === "not-found") throw new Response(null, { status: 404 });
  return "id" in sent ? seeOther(paths.bankImport(sent.id)) : json(sent.state, sent.status);
}

export default function ImportQuestions() {
  const page = useLoaderData<typeof loader>();
  return <ImportForm {...page} state={useActionData<typeof action>() ?? null} />;
}
