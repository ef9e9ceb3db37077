import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { HeldPageProps } from "#app/domain/credentials/held.ts";
import { HeldPage } from "#app/domain/credentials/held.tsx";
import { heldPage } from "#app/domain/credentials/held-page.server.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("credentials.mine.title");

export async function loader({ context, request }: LoaderFunctionArgs): Promise<HeldPageProps> {
  const viewer = await requireViewer(context, request);
  return heldPage(context.db, viewer, context.now);
}

export default function MyCredentials() {
  return <HeldPage {...(useLoaderData() as HeldPageProps)} />;
}
