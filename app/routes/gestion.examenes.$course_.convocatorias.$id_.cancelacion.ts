import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { cancelSitting } from "#app/domain/assessment/sittings.server.ts";
import { canTeach } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { seeOther } from "#app/server/http/redirect.ts";

export const loader = ({ params }: LoaderFunctionArgs) =>
  seeOther(paths.examSittings(params.course ?? ""));

/** Cancels a sitting. One that is over stays as it was, and the page says that it is over. */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const { course = "", id = "" } = params;
  const viewer = await requireRight(context, request, (one) => canTeach(one, course));
  const cancelled = await cancelSitting(context.db, viewer, id, context.now);
  if (!cancelled.ok && cancelled.reason === "unknown") throw new Response(null, { status: 404 });
  return seeOther(`${paths.examSittings(course)}${cancelled.ok ? "?aviso=cancelada" : ""}`);
}
