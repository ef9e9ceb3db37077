import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { appealsFor } from "#app/domain/grading/appeals-page.server.ts";
import { AppealsView, type AppealsViewProps } from "#app/domain/grading/appeals-view.tsx";
import { canSeeGrading } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("grading.appeals.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeGrading);
  const answered = new URL(request.url).searchParams.has("respondidos");
  return { page: await appealsFor(context.db, viewer), answered };
}

export default function Appeals() {
  return <AppealsView {...(useLoaderData() as AppealsViewProps)} />;
}
