import type { ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { heldAboutMe } from "#app/domain/reports/held-about-me.server.ts";
import { paths } from "#app/paths.ts";
import { seeOther } from "#app/server/http/redirect.ts";

export const loader = () => seeOther(paths.profile());

/** Everything held about the person who asks, as a file. */
export async function action({ context, request }: ActionFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const held = await heldAboutMe(context.db, viewer, context.now);
  const day = context.now.toISOString().slice(0, 10);
  return new Response(`${JSON.stringify(held, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="mis-datos-${day}.json"`,
      "Cache-Control": "no-store",
    },
  });
}
