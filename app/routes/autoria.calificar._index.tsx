import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { queueFor } from "#app/domain/grading/queue.server.ts";
import { filterIn } from "#app/domain/grading/queue.ts";
import { QueuePage, type QueuePageProps } from "#app/domain/grading/queue-view.tsx";
import { canSeeGrading } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("grading.queue.title");

export async function loader({ context: { db, now }, context, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeGrading);
  const { searchParams } = new URL(request.url);
  const chosen = filterIn(searchParams.get("curso"), searchParams.get("pregunta"));
  const queue = await queueFor(db, viewer, chosen, now);
  return { queue, chosen, now: now.toISOString(), marked: searchParams.has("calificada") };
}

export default function ToMark() {
  return <QueuePage {...(useLoaderData() as QueuePageProps)} />;
}
