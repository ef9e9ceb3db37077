import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { confirmAffiliation, endAffiliation } from "#app/domain/people/commands.server.ts";
import { canSeePeople } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { postedForm } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";

export const loader = ({ params }: LoaderFunctionArgs) => seeOther(paths.person(params.id ?? ""));

/** Confirms that the person works in the municipality they gave, or ends that. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const { db, now } = context;
  const viewer = await requireRight(context, request, canSeePeople);
  const confirms = (await postedForm(request)).get("hacer") === "confirmar";
  const act = confirms ? confirmAffiliation : endAffiliation;
  const outcome = await act(db, viewer, params.id ?? "", now);
  // The page offers only what is allowed: anything else does not exist.
  if (!outcome.ok) throw new Response(null, { status: 404 });
  const notice = confirms ? "confirmado" : "terminado";
  return seeOther(`${paths.person(params.id ?? "")}?aviso=${notice}`);
}
