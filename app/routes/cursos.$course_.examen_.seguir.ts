import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { resumeAttempt } from "#app/domain/assessment/pause-attempt.server.ts";
import { givenAttempt } from "#app/domain/assessment/posted-answers.server.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { seeOther } from "#app/server/http/redirect.ts";

export const loader = ({ params }: LoaderFunctionArgs) =>
  seeOther(paths.examPause(params.course ?? ""));

/** Lets the clock of an attempt run on, and shows its questions again. */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const attempt = await givenAttempt(request);
  const resumed = await resumeAttempt(context.db, viewer, attempt, context.now);
  if (!resumed.ok && resumed.reason === "unknown") throw new Response(null, { status: 404 });
  return seeOther(paths.examQuestion(params.course ?? "", 1));
}
