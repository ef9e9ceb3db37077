import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { bankCourse, duplicatePairs } from "#app/domain/banks/bank-page.server.ts";
import { DuplicatesPage } from "#app/domain/banks/duplicates-page.tsx";
import { canSeeAuthoring } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { found } from "#app/server/http/found.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("banks.duplicates.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeAuthoring);
  const { course } = found(await bankCourse(context.db, viewer, new URL(request.url).searchParams));
  return { course, pairs: await duplicatePairs(context.db, course.slug) };
}

export default function SimilarQuestions() {
  return <DuplicatesPage {...useLoaderData<typeof loader>()} />;
}
