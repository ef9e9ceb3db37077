import type { ActionFunctionArgs } from "@remix-run/node";
import { changeLanguage } from "#app/domain/people/profile.server.ts";
import { viewerOf } from "#app/domain/people/session.server.ts";
import { isLanguage } from "#app/kernel/language.ts";
import { paths } from "#app/paths.ts";
import { setCookie } from "#app/server/http/cookies.ts";
import { postedForm } from "#app/server/http/forms.ts";
import { safeRedirect, seeOther } from "#app/server/http/redirect.ts";

/** Seconds in a year: how long the choice is remembered. */
const YEAR = 365 * 24 * 60 * 60;

export const loader = () => seeOther(paths.home());

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await postedForm(request);
  const language = form.get("idioma");
  const back = safeRedirect(form.get("volver"), paths.home());
  if (!isLanguage(language)) return seeOther(back);
  const viewer = await viewerOf(context);
  if (viewer) await changeLanguage(context.db, viewer.id, language);
  return seeOther(back, [setCookie("idioma", language, { maxAge: YEAR })]);
}
