import type { LoaderFunctionArgs } from "@remix-run/node";
import { applyKeptForm } from "#app/domain/people/kept-forms.server.ts";
import { viewerOf } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { seeOther } from "#app/server/http/redirect.ts";

/**
 * Applies a form that was kept while nobody was logged in, and answers what the form
 * answers. A page of its own because the page that logs in could only answer itself.
 */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const token = params.token ?? "";
  const viewer = await viewerOf(context);
  if (!viewer) return seeOther(`${paths.login()}?${new URLSearchParams({ guardado: token })}`);
  const applied = await applyKeptForm(context, token, viewer.id);
  if (applied.found && applied.own) return applied.response;
  return seeOther(`${paths.login()}?aviso=${applied.found ? "ajeno" : "caducado"}`);
}
