import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { IssuedListProps } from "#app/domain/credentials/issued.ts";
import { IssuedList } from "#app/domain/credentials/issued.tsx";
import { issuedList } from "#app/domain/credentials/issued-page.server.ts";
import { canSeeCredentials } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { pageTitle } from "#app/ui/page-title.ts";

const Search = z.object({
  texto: z.string().max(300).catch(""),
  pagina: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export const meta = pageTitle("credentials.issued.title");

export async function loader({ context, request }: LoaderFunctionArgs): Promise<IssuedListProps> {
  const viewer = await requireRight(context, request, canSeeCredentials);
  const { texto, pagina } = Search.parse(Object.fromEntries(new URL(request.url).searchParams));
  return issuedList(context.db, viewer, { search: texto, page: pagina }, context.now);
}

export default function IssuedCredentials() {
  return <IssuedList {...(useLoaderData() as IssuedListProps)} />;
}
