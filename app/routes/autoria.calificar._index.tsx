import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { queueFor, takeNext, takeOne } from "#app/domain/grading/queue.server.ts";
import { QueuePage, type QueuePageProps } from "#app/domain/grading/queue-view.tsx";
import { canSeeGrading } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { Uuid } from "#app/kernel/ids.ts";
import { paths } from "#app/paths.ts";
import { readForm } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

const Take = z.union([
  z.object({ hacer: z.literal("tomar"), id: Uuid }),
  z.object({
    hacer: z.literal("siguiente"),
    curso: z.string().optional(),
    pregunta: z.string().optional(),
  }),
]);

export const meta = pageTitle("grading.queue.title");

export async function loader({ context: { db, now }, context, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeGrading);
  const { searchParams } = new URL(request.url);
  const chosen = chosenIn(searchParams.get("curso"), searchParams.get("pregunta"));
  const queue = await queueFor(db, viewer, chosen, now);
  return { queue, chosen, now: now.toISOString(), marked: searchParams.has("calificada") };
}

export async function action({ context: { db, now }, context, request }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeGrading);
  const form = await readForm(request, Take);
  if (!form.ok) throw new Response(null, { status: 400 });
  if (form.value.hacer === "tomar") {
    await takeOne(db, viewer, form.value.id, now);
    return seeOther(paths.marking(form.value.id));
  }
  const chosen = chosenIn(form.value.curso, form.value.pregunta);
  const next = await takeNext(db, viewer, chosen, now);
  return seeOther(next ? paths.marking(next) : paths.markingQueue());
}

const chosenIn = (courseSlug: string | null = null, itemId: string | null = null) =>
  courseSlug && itemId ? { courseSlug, itemId } : null;

export default function ToMark() {
  return <QueuePage {...(useLoaderData() as QueuePageProps)} />;
}
