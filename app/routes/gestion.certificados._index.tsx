import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { IssuedListProps } from "#app/domain/credentials/issued.ts";
import { IssuedList } from "#app/domain/credentials/issued.tsx";
import { issuedList, searchIn } from "#app/domain/credentials/issued-page.server.ts";
import { canSeeCredentials } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("credentials.issued.title");

export async function loader({ context, request }: LoaderFunctionArgs): Promise<IssuedListProps> {
  const viewer = await requireRight(context, request, canSeeCredentials);
  return issuedList(context.db, viewer, searchIn(new URL(request.url)), context.now);
}

export default function IssuedCredentials() {
  return <IssuedList {...(useLoaderData() as IssuedListProps)} />;
}
