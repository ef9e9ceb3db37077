import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { endAccommodation } from "#app/domain/assessment/accommodations.server.ts";
import { canAccommodateSomebody } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { seeOther } from "#app/server/http/redirect.ts";

export const loader = ({ params }: LoaderFunctionArgs) =>
  seeOther(paths.personAccommodation(params.id ?? ""));

export async function action({ context, params: { id = "" }, request }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, canAccommodateSomebody);
  const ended = await endAccommodation(context.db, viewer, id, context.now);
  if (!ended.ok) throw new Response(null, { status: 404 });
  return seeOther(`${paths.personAccommodation(id)}?aviso=terminado`);
}
