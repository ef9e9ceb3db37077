import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { waitingFor } from "#app/domain/credentials/waiting-queries.server.ts";
import { ManagementIndex } from "#app/domain/people/people.tsx";
import { canSeeManagement, managementDoors } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("people.management.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeManagement);
  const links = managementDoors(viewer);
  return { links, waiting: links.decisions ? await waitingFor(context.db, viewer) : 0 };
}

export default function Management() {
  return <ManagementIndex {...useLoaderData<typeof loader>()} />;
}
