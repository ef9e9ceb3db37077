import type { ActionFunctionArgs } from "@remix-run/node";
import { LogOutForm } from "#app/domain/people/login.tsx";
import { logOut } from "#app/domain/people/profile.server.ts";
import { forgetBrowser, pendingViewerOf, viewerOf } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("people.logout.title");

export async function action({ context }: ActionFunctionArgs) {
  const viewer = (await viewerOf(context)) ?? (await pendingViewerOf(context));
  if (viewer) await logOut(context.db, viewer);
  return seeOther(`${paths.login()}?aviso=salio`, forgetBrowser());
}

export default LogOutForm;
