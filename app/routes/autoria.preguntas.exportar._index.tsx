import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { exportPage } from "#app/domain/banks/export-page.server.ts";
import { ExportPage } from "#app/domain/banks/export-page.tsx";
import { canSeeAuthoring } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { found } from "#app/server/http/found.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("banks.export.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeAuthoring);
  return found(await exportPage(context.db, viewer, new URL(request.url).searchParams));
}

export default function ExportQuestions() {
  return <ExportPage {...useLoaderData<typeof loader>()} />;
}
