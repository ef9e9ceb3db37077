import type { ActionFunctionArgs } from "@remix-run/node";
import { endOwnSessions } from "#app/domain/people/profile.server.ts";
import { forgetBrowser, requireViewer } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { postedForm } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";

export const loader = () => seeOther(paths.profileSecurity());

/** Ends one of the person's sessions, or all of them, this one too. */
export async function action({ context, request }: ActionFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const which = String((await postedForm(request)).get("sessionId"));
  if (which === "todas") {
    await endOwnSessions(context.db, viewer, "all");
    return seeOther(`${paths.login()}?aviso=salio`, forgetBrowser());
  }
  await endOwnSessions(context.db, viewer, { session: which });
  return seeOther(`${paths.profileSecurity()}?aviso=guardado`);
}
