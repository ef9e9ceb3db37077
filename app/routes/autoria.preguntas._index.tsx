import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BankList } from "#app/domain/banks/bank-list.tsx";
import { bankPage } from "#app/domain/banks/bank-page.server.ts";
import { canSeeAuthoring } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { found } from "#app/server/http/found.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("banks.list.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeAuthoring);
  return found(await bankPage(context.db, viewer, new URL(request.url).searchParams));
}

export default function Bank() {
  return <BankList {...useLoaderData<typeof loader>()} />;
}
