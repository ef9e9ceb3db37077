import type { ActionFunctionArgs } from "@remix-run/node";
import { enroll } from "#app/domain/enrollment/commands.server.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { postedForm } from "#app/server/http/forms.ts";
import { safeRedirect, seeOther } from "#app/server/http/redirect.ts";

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { course = "" } = params;
  const viewer = await requireViewer(context, request);
  const form = await postedForm(request);
  const outcome = await enroll(context.db, viewer, course, context.now);
  if (!outcome.ok) throw new Response(null, { status: 404 });
  return seeOther(safeRedirect(form.get("volver"), paths.course(course)));
}

export const loader = ({ params }: { params: { course?: string } }) =>
  seeOther(paths.course(params.course ?? ""));
