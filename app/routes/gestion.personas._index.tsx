import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PeopleList } from "#app/domain/people/people.tsx";
import { readSearch } from "#app/domain/people/people-search.ts";
import { canSeePeople } from "#app/domain/people/policy.ts";
import { searchPeople } from "#app/domain/people/queries.server.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("people.people.title");

export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeePeople);
  const search = readSearch(new URL(request.url).searchParams);
  return { search, ...(await searchPeople(context.db, viewer, search)) };
}

export default function People() {
  return <PeopleList {...useLoaderData<typeof loader>()} />;
}
