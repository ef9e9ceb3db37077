import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { manual } from "#app/domain/program/manuals.server.ts";
import { ManualPage } from "#app/domain/program/manuals.tsx";
import { titled } from "#app/ui/page-title.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [titled(data?.title ?? "Ayuda")];

export async function loader({ params }: LoaderFunctionArgs) {
  const found = await manual(params.manual ?? "");
  if (!found) throw new Response(null, { status: 404 });
  return found;
}

export default function HelpManual() {
  return <ManualPage {...useLoaderData<typeof loader>()} />;
}
