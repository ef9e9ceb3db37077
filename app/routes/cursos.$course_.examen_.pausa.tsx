import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ExamPause } from "#app/domain/assessment/exam-pause.tsx";
import { wayOut } from "#app/domain/assessment/exam-way.tsx";
import { openAttempt } from "#app/domain/assessment/open-attempt.server.ts";
import { pauseAttempt, resumeAttempt } from "#app/domain/assessment/pause-attempt.server.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { Uuid } from "#app/kernel/ids.ts";
import { paths } from "#app/paths.ts";
import { readForm } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

const Change = z.object({ attempt: Uuid, hacer: z.enum(["pausar", "seguir"]) });

export const handle = { script: true };
export const headers = () => ({ "Cache-Control": "private, no-store" });
export const meta = pageTitle("assessment.pause.title");

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const { course = "" } = params;
  const opened = await openAttempt(context.db, viewer, course, "none", context.now);
  if (opened.is !== "open" && opened.is !== "paused") throw seeOther(wayOut(course, opened));
  return { course, page: opened.page };
}

export async function action({
  context: { db, now },
  context,
  params,
  request,
}: ActionFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const { course = "" } = params;
  const form = await readForm(request, Change);
  if (!form.ok) throw new Response(null, { status: 400 });
  const { attempt, hacer } = form.value;
  const change = hacer === "pausar" ? pauseAttempt : resumeAttempt;
  const changed = await change(db, viewer, attempt, now);
  if (!changed.ok && changed.reason === "unknown") throw new Response(null, { status: 404 });
  return seeOther(hacer === "pausar" ? paths.examPause(course) : paths.examQuestion(course, 1));
}

export default function Pause() {
  const { course, page } = useLoaderData<typeof loader>();
  return <ExamPause courseSlug={course} page={page} />;
}
