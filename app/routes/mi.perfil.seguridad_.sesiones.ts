import type { ActionFunctionArgs } from "@remix-run/node";
import { logOutCookie, requireViewer } from "#app/domain/people/session.server.ts";
import { endSession, endSessions } from "#app/domain/people/sessions.server.ts";
import { paths } from "#app/paths.ts";
import { seeOther } from "#app/server/http/redirect.ts";

export const loader = () => seeOther(paths.profileSecurity());

/** Ends one of the person's sessions, or all of them, this one too. */
export async function action({ context, request }: ActionFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const which = String((await request.formData()).get("sessionId"));
  if (which === "todas") {
    await endSessions(context.db, viewer.id);
    return seeOther(`${paths.login()}?aviso=salio`, [logOutCookie()]);
  }
  await endSession(context.db, viewer.id, which);
  return seeOther(`${paths.profileSecurity()}?aviso=guardado`);
}
