import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { noticeIn } from "#app/domain/credentials/issued-page.server.ts";
import { decideRevocation } from "#app/domain/credentials/revoke.server.ts";
import { WaitingPage, type WaitingPageProps } from "#app/domain/credentials/waiting.tsx";
import { waiting } from "#app/domain/credentials/waiting-queries.server.ts";
import { canRevoke } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { Uuid } from "#app/kernel/ids.ts";
import { paths } from "#app/paths.ts";
import { readForm } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

const Decision = z.object({ id: Uuid, hacer: z.enum(["aprobar", "rechazar"]) });

export const meta = pageTitle("credentials.waiting.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canRevoke);
  return { ...(await waiting(context.db, viewer)), notice: noticeIn(request.url) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, canRevoke);
  const form = await readForm(request, Decision);
  if (!form.ok) throw new Response(null, { status: 400 });
  const approved = form.value.hacer === "aprobar";
  const decision = { requestId: form.value.id, approved };
  const outcome = await decideRevocation(context.db, viewer, decision, context.now);
  if (!outcome.ok) throw new Response(null, { status: 404 });
  const notice = approved ? "revocado" : "rechazado";
  return seeOther(`${paths.waitingCredentials()}?aviso=${notice}`);
}

export default function ToDecide() {
  return <WaitingPage {...(useLoaderData() as WaitingPageProps)} />;
}
