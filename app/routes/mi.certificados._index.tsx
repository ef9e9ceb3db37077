import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { HELD_NOTICES } from "#app/domain/credentials/held.ts";
import { HeldPage } from "#app/domain/credentials/held.tsx";
import { heldPage } from "#app/domain/credentials/held-page.server.ts";
import { share, unshare } from "#app/domain/credentials/share.server.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { paths } from "#app/paths.ts";
import { readForm } from "#app/server/http/forms.ts";
import { seeOther } from "#app/server/http/redirect.ts";
import { pageTitle } from "#app/ui/page-title.ts";

const Sharing = z.object({ id: z.string().max(100), hacer: z.enum(["compartir", "dejar"]) });

export const meta = pageTitle("credentials.mine.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const said = new URL(request.url).searchParams.get("aviso");
  const notice = HELD_NOTICES.find((one) => one === said) ?? null;
  return { ...(await heldPage(context.db, viewer, context.now)), notice };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const viewer = await requireViewer(context, request);
  const form = await readForm(request, Sharing);
  if (!form.ok) throw new Response(null, { status: 400 });
  const { id, hacer } = form.value;
  const stops = hacer === "dejar";
  const outcome = stops
    ? await unshare(context.db, viewer, id)
    : await share(context.db, viewer, id, context.now);
  if (!outcome.ok) throw new Response(null, { status: 404 });
  const notice = stops ? "no-compartido" : "compartido";
  return seeOther(`${paths.myCredentials()}?aviso=${notice}#${id}`);
}

type Data = Awaited<ReturnType<typeof loader>>;

export default function MyCredentials() {
  return <HeldPage {...(useLoaderData() as Data)} />;
}
