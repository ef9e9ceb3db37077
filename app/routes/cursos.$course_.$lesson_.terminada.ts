import type { ActionFunctionArgs } from "@remix-run/node";
import { completeLesson } from "#app/domain/enrollment/commands.server.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { seeOther } from "#app/server/http/redirect.ts";

/** "Terminé de leer". Whoever is not enrolled goes to the course, which offers it. */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const { course = "", lesson = "" } = params;
  const viewer = await requireViewer(context, request);
  const outcome = await completeLesson(context.db, viewer, course, lesson, context.now);
  if (outcome.ok) return seeOther(`${paths.lesson(course, lesson)}#terminar`);
  if (outcome.reason === "not-enrolled") return seeOther(paths.course(course));
  throw new Response(null, { status: 404 });
}

export const loader = ({ params }: { params: { course?: string; lesson?: string } }) =>
  seeOther(paths.lesson(params.course ?? "", params.lesson ?? ""));
