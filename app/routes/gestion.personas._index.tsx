import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { PeopleList } from "#app/domain/people/people.tsx";
import { canSeePeople } from "#app/domain/people/policy.ts";
import { searchPeople } from "#app/domain/people/queries.server.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { pageTitle } from "#app/ui/page-title.ts";

const Search = z.object({
  texto: z.string().max(200).catch(""),
  solo: z.enum(["all", "unconfirmed", "with-role"]).catch("all"),
  pagina: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export const meta = pageTitle("people.people.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeePeople);
  const asked = Search.parse(Object.fromEntries(new URL(request.url).searchParams));
  const search = { text: asked.texto, only: asked.solo, page: asked.pagina };
  return { search, ...(await searchPeople(context.db, viewer, search)) };
}

export default function People() {
  return <PeopleList {...useLoaderData<typeof loader>()} />;
}
