import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { importPage, postImport } from "#app/domain/banks/import-page.server.ts";
import { ImportPage, type ImportPageProps } from "#app/domain/banks/import-page.tsx";
import { canSeeAuthoring } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { translator } from "#app/i18n/translate.ts";
import { paths } from "#app/paths.ts";
import { postedForm } from "#app/server/http/forms.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { languageOf, titled } from "#app/ui/page-title.ts";

/** Seconds after which a page that waits asks again. */
const AGAIN = "3";

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  if (!data) return [];
  const { stage, fileName } = data.state;
  const isWaiting = stage === "reading" || stage === "taking";
  return [
    titled(`${translator(languageOf(matches))(`banks.stage.${stage}`)}: ${fileName}`),
    ...(isWaiting ? [{ httpEquiv: "refresh", content: AGAIN }] : []),
  ];
};

export async function loader({ context, request, params: { id = "" } }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeAuthoring);
  return found(await importPage(context.db, viewer, id));
}

export async function action({ context, request, params: { id = "" } }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeAuthoring);
  const form = await postedForm(request);
  found(await postImport(context.db, viewer, id, form, context.now));
  return seeOther(paths.bankImport(id));
}

export default function OneImport() {
  return <ImportPage {...(useLoaderData<typeof loader>() as ImportPageProps)} />;
}
